import { selectSimilar } from '../../utils/drawing/mask/select';
import { choose, type Hint } from '../../utils/select/choose';
import { findRegions } from '../../utils/select/regions';
import { firstClick, type Gesture, nextGesture, overlap } from './gestures';
import type { Drawn } from './things';

/** Pixels after a gesture: 1 for those selected. */
export type Selecting = (gesture: Gesture, selected: Uint8Array) => Uint8Array;

/** A way of selecting, for one picture. */
export type Method = (drawn: Drawn) => Selecting;

/** Select as the panel has it, without its wheel, on a picture that needs no refining. */
export const bySelect: Method = ({ pixels }) => {
  const regions = findRegions(pixels);
  const { labels, count, areas } = regions.pieces;
  const hints: Hint[] = [];
  return ({ mode, points }, selected) => {
    const hint: Hint = { kind: 'touch', mode, points };
    const covered = new Float64Array(count);
    for (let i = 0; i < labels.length; i++)
      if (selected[i]) covered[labels[i] ?? 0] = (covered[labels[i] ?? 0] ?? 0) + 1;
    const pieces = Uint8Array.from(covered, (n, piece) => (2 * n >= (areas[piece] ?? 1) ? 1 : 0));
    const { sets, usual } = choose(regions, hint, { pieces, hints });
    hints.push(hint);
    const set = sets[usual];
    return changed(selected, mode, (i) => set?.[labels[i] ?? 0] === 1);
  };
};

const tolerances = [4, 8, 12, 16, 24, 32, 48, 64, 96, 128];

/** The wand, told each time the tolerance that fits best by somebody who knows the truth. */
export const byBestWand: Method = ({ pixels, truth }) => {
  return ({ mode, points }, selected) => {
    const at = points[points.length >> 1] ?? { x: 0, y: 0 };
    const seed = { x: Math.floor(at.x), y: Math.floor(at.y) };
    let best: Uint8Array = selected;
    let most = -1;
    for (const tolerance of tolerances) {
      for (const contiguous of [true, false]) {
        const similar = selectSimilar(pixels, seed, { tolerance, contiguous });
        const next = changed(selected, mode, (i) => similar[i] === 1);
        const share = overlap(next, truth);
        if (share > most) [best, most] = [next, share];
      }
    }
    return best;
  };
};

/** Bad ones, which a good measure tells from good ones. */
export const everything: Method = () => (_, selected) => selected.map(() => 1);
export const nothing: Method = () => (_, selected) => selected.map(() => 0);

function changed(
  selected: Uint8Array,
  mode: Gesture['mode'],
  isFound: (i: number) => boolean,
): Uint8Array {
  return selected.map((was, i) => (isFound(i) ? (mode === 'add' ? 1 : 0) : was));
}

/** The overlap with the truth after each of some gestures of somebody who goes on until it is right. */
export function overlaps(drawn: Drawn, method: Method, gestures: number): number[] {
  const { pixels, truth } = drawn;
  const select = method(drawn);
  let selected: Uint8Array = new Uint8Array(truth.length);
  return Array.from({ length: gestures }, (_, i) => {
    const gesture = i === 0 ? firstClick(truth, pixels) : nextGesture(selected, truth, pixels);
    if (gesture) selected = select(gesture, selected);
    return overlap(selected, truth);
  });
}
