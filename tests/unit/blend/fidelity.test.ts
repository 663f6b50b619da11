import { beforeAll, describe, expect, it } from 'vitest';
import { figuresOf, meanFigures } from '../../fidelity/cases';
import { edits } from '../../fidelity/edits';
import { deltaE2000, type Figures } from '../../fidelity/measures';
import { badMethods, type MethodName, methods } from '../../fidelity/methods';

/*
 * A part of the cases that `tests/fidelity/fidelity.ts` measures. The pictures as they are meant to be are drawn, not
 * blended, so that a blend that makes the edit vanish is as wrong as one that leaves a seam.
 */
const surroundings = [
  { scene: 'wall', redraw: 4 },
  { scene: 'leaves', redraw: 2 },
];

type Name = MethodName | keyof typeof badMethods;
let byEdit: ReadonlyMap<string, Readonly<Record<Name, Figures>>>;

function meansOf(edit: string): Record<Name, Figures> {
  const all = surroundings.map((where) =>
    figuresOf({ edit, ...where }, { ...methods, ...badMethods }),
  );
  const names = Object.keys({ ...methods, ...badMethods }) as Name[];
  const entries = names.map((name) => [name, meanFigures(all.map((figures) => figures[name]))]);
  return Object.fromEntries(entries);
}

beforeAll(() => {
  byEdit = new Map(Object.keys(edits).map((edit) => [edit, meansOf(edit)]));
}, 300_000);

const figuresFor = (edit: string): Readonly<Record<Name, Figures>> => {
  const figures = byEdit.get(edit);
  if (!figures) throw new Error(`There is no edit "${edit}"`);
  return figures;
};

const fading = ['feather', 'tint + feather', 'membrane'] as const;

describe.each(Object.keys(edits))('the default blending, %s', (edit) => {
  it('is inside as near to what was asked for as the best of the others', () => {
    const { Repaint, ...others } = figuresFor(edit);
    const best = Math.min(
      ...fading.map((name) => others[name].insideMean),
      others.paste.insideMean,
    );
    expect(Repaint.insideMean).toBeLessThan(1.1 * best + 0.1);
  });

  // A seam is easily hidden where the edit is hidden, too: such a method is no rival.
  it('has a seam as faint as that of the best of those that keep the edit', () => {
    const { Repaint, ...others } = figuresFor(edit);
    const rivals = (['paste', ...fading] as const)
      .map((name) => others[name])
      .filter(({ insideMean }) => insideMean < 2 * Repaint.insideMean);
    expect(Repaint.seam).toBeLessThan(1.1 * Math.min(...rivals.map(({ seam }) => seam)) + 0.1);
  });

  it('has as little of a halo as the best of those that fade', () => {
    const { Repaint, ...others } = figuresFor(edit);
    const best = Math.min(...fading.map((name) => others[name].halo));
    expect(Repaint.halo).toBeLessThan(1.1 * best + 0.1);
  });
});

const sumOf = ({ insideMean, seam, halo }: Figures): number => insideMean + seam + halo;
const overall = (name: Name): number =>
  [...byEdit.values()].reduce((sum, figures) => sum + sumOf(figures[name]), 0) / byEdit.size;

it('is the best of all on the sum of the three', () => {
  for (const name of ['paste', ...fading] as const)
    expect(overall('Repaint'), name).toBeLessThan(overall(name));
});

describe('the measures', () => {
  it('find a product that changes nothing, inside, in every kind of edit', () => {
    for (const [edit, figures] of byEdit)
      expect(figures['nothing changed'].insideMean, edit).toBeGreaterThan(
        1.5 * figures.Repaint.insideMean,
      );
  });

  it('find a product that washes the edit out, inside, where it is strong', () => {
    const { 'washed out': washed, Repaint } = figuresFor('object past the edge');
    expect(washed.insideMean).toBeGreaterThan(10 * Repaint.insideMean);
  });

  it('find a product that pastes all that was sent, by its halo', () => {
    for (const [edit, figures] of byEdit)
      expect(figures['all that was sent, pasted'].halo, edit).toBeGreaterThan(
        1.5 * figures.Repaint.halo,
      );
  });

  it('find a hard edge by its seam', () => {
    const { paste, Repaint } = figuresFor('object past the edge');
    expect(paste.seam).toBeGreaterThan(2 * Repaint.seam);
  });
});

/** Pairs of the test data that Sharma, Wu and Dalal publish with the formula. */
const sharma: readonly (readonly [number, number, number, number, number, number, number])[] = [
  [50, 2.6772, -79.7751, 50, 0, -82.7485, 2.0425],
  [50, -1.1848, -84.8006, 50, 0, -82.7485, 1],
  [50, 2.5, 0, 50, 0, -2.5, 4.3065],
  [50, 2.5, 0, 73, 25, -18, 27.1492],
  [60.2574, -34.0099, 36.2677, 60.4626, -34.1751, 39.4387, 1.2644],
  [90.8027, -2.0831, 1.441, 91.1528, -1.6435, 0.0447, 1.4441],
  [2.0776, 0.0795, -1.135, 0.9033, -0.0636, -0.5514, 0.9082],
];

it.each(sharma)('ΔE2000 of (%d %d %d) and (%d %d %d) is %d', (l1, a1, b1, l2, a2, b2, expected) => {
  const pixel = (l: number, a: number, b: number) => Float32Array.from([l, a, b]);
  expect(deltaE2000(pixel(l1, a1, b1), pixel(l2, a2, b2), 0)).toBeCloseTo(expected, 3);
});
