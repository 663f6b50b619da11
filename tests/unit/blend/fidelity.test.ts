import { beforeAll, describe, expect, it } from 'vitest';
import { figuresOf, meanFigures, perfectFigures } from '../../fidelity/cases';
import { edits } from '../../fidelity/edits';
import { deltaE2000, type Figures } from '../../fidelity/measures';
import { badMethods, type MethodName, methods } from '../../fidelity/methods';
import { bestRival, keepsEdit, mostBeside } from '../../fidelity/rivals';

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

const others = ['paste', 'feather', 'tint + feather', 'membrane'] as const;
type Rivals = Readonly<Record<(typeof others)[number], Figures>>;

function rivalsOf(edit: string): Rivals {
  const { paste, feather, membrane, 'tint + feather': tint } = figuresFor(edit);
  return { paste, feather, membrane, 'tint + feather': tint };
}

describe.each(Object.keys(edits))('the default blending, %s', (edit) => {
  it('is inside as near to what was asked for as the best of the others', () => {
    const { value } = bestRival('insideMean', rivalsOf(edit));
    expect(figuresFor(edit).Repaint.insideMean).toBeLessThanOrEqual(mostBeside(value));
  });

  it('has a seam as faint as that of the best of those that keep the edit', () => {
    const { value } = bestRival('seam', rivalsOf(edit));
    expect(figuresFor(edit).Repaint.seam).toBeLessThanOrEqual(mostBeside(value));
  });

  it('has as little of a halo as the best of those that fade', () => {
    const { value } = bestRival('halo', rivalsOf(edit));
    expect(figuresFor(edit).Repaint.halo).toBeLessThanOrEqual(mostBeside(value));
  });
});

describe('a rival', () => {
  const figures = (insideMean: number, seam: number): Figures => ({
    ...{ insideMean, seam },
    ...{ insideP95: 0, halo: 0 },
  });
  const kept = { sharp: figures(1, 9), soft: figures(1.9, 5) };

  it('that is off inside by far more than the best has hidden the edit, and is none in the seam', () => {
    const all = { ...kept, hides: figures(5, 1) };
    expect(keepsEdit(all.hides, Object.values(all))).toBe(false);
    expect(bestRival('seam', all)).toEqual({ name: 'soft', value: 5 });
  });

  it('that is off inside by less stays one, however faint its seam is', () => {
    const all = { ...kept, faint: figures(2, 1) };
    expect(bestRival('seam', all)).toEqual({ name: 'faint', value: 1 });
  });

  it('is always there: the best inside keeps the edit by itself', () => {
    expect(bestRival('seam', { only: figures(50, 3) })).toEqual({ name: 'only', value: 3 });
  });

  // Else its seam would be faint by skill, and a rival's it should be.
  it('is none only where the edit itself would lose to it, too', () => {
    for (const edit of Object.keys(edits)) {
      const rivals = rivalsOf(edit);
      const hiding = others
        .filter((name) => !keepsEdit(rivals[name], Object.values(rivals)))
        .filter((name) => figuresFor(edit).Repaint.seam > mostBeside(rivals[name].seam));
      for (const name of hiding) {
        const exact = figuresOf({ edit, scene: 'wall', redraw: 0 }, { own: methods[name] }).own;
        expect(perfectFigures(edit).seam, edit).toBeGreaterThan(exact.seam);
        expect(exact.insideMean, edit).toBeGreaterThan(1);
      }
    }
  });
});

const sumOf = ({ insideMean, seam, halo }: Figures): number => insideMean + seam + halo;
const overall = (name: Name): number =>
  [...byEdit.values()].reduce((sum, figures) => sum + sumOf(figures[name]), 0) / byEdit.size;

it('is the best of all on the sum of the three', () => {
  for (const name of others) expect(overall('Repaint'), name).toBeLessThan(overall(name));
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
