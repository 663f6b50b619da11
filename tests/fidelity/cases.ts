import type { Coverage, Raster8 } from '../../utils/pixels/raster';
import { edits, strokeRadius } from './edits';
import { type Figures, measure, type Zones, zonesOf } from './measures';
import { aligned, featherPx, type Method, perfect } from './methods';
import { redraws, render } from './redraws';
import { sceneSize, scenes } from './scenes';

/** One edit on one scene, redrawn by one kind of server. */
export interface FidelityCase {
  readonly edit: string;
  readonly scene: string;
  /** Index of `redraws`. */
  readonly redraw: number;
}

/** Every edit on every scene by every kind of server. */
export const allCases: readonly FidelityCase[] = Object.keys(edits).flatMap((edit) =>
  Object.keys(scenes).flatMap((scene) => redraws.map((_, redraw) => ({ edit, scene, redraw }))),
);

/** A disc that is brushed over, with an antialiased edge left out: what counts is in or out. */
export const strokes: Coverage = (() => {
  const { width, height } = sceneSize;
  const data = new Uint8ClampedArray(width * height).map((_, i) => {
    const [x, y] = [i % width, Math.floor(i / width)];
    return Math.hypot(x - width / 2, y - height / 2) <= strokeRadius ? 255 : 0;
  });
  return { width, height, data };
})();

const zones: Zones = zonesOf(strokes, featherPx);
const drawn = new Map<string, { before: Raster8; after: Raster8 }>();

/** The pictures of a case: as it was, as it is meant to be, and what the server answers. */
export function picturesOf({ edit, scene, redraw }: FidelityCase) {
  const make = edits[edit];
  const surroundings = scenes[scene];
  if (!make || !surroundings) throw new Error(`There is no edit "${edit}" on "${scene}"`);
  const { before, after, alphaAfter } = make(surroundings);
  const key = `${edit} ${scene}`;
  const exact = drawn.get(key) ?? { before: render(before), after: render(after, {}, alphaAfter) };
  drawn.set(key, exact);
  return { ...exact, answer: render(after, redraws[redraw], alphaAfter) };
}

/** Figures of some methods for one case. */
export function figuresOf<Name extends string>(
  which: FidelityCase,
  methods: Readonly<Record<Name, Method>>,
): Record<Name, Figures> {
  const { before, after, answer } = picturesOf(which);
  const given = { before, answer, strokes, aligned: aligned(before, answer, strokes) };
  const entries = Object.entries<Method>(methods).map(([name, blend]) => [
    name,
    measure(before, after, blend(given), zones),
  ]);
  return Object.fromEntries(entries);
}

/** Figures of the edit itself, put in without any error. */
export function perfectFigures(edit: string): Figures {
  const all = Object.keys(scenes).map((scene) => {
    const { before, after } = picturesOf({ edit, scene, redraw: 0 });
    return measure(before, after, perfect(before, after, strokes), zones);
  });
  return meanFigures(all);
}

export const meanFigures = (all: readonly Figures[]): Figures => {
  const mean = (of: (figures: Figures) => number) =>
    all.reduce((sum, figures) => sum + of(figures), 0) / Math.max(1, all.length);
  return {
    insideMean: mean((figures) => figures.insideMean),
    insideP95: mean((figures) => figures.insideP95),
    seam: mean((figures) => figures.seam),
    halo: mean((figures) => figures.halo),
  };
};
