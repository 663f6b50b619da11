import { expect, test } from 'vitest';
import { keepKnownSteps } from '../../../utils/drawing/history';
import type { MaskStep } from '../../../utils/drawing/steps';

const steps = (): MaskStep[] => [
  { kind: 'stroke', mode: 'add', size: 5, hasPressure: false, points: [[1, Number.NaN, 0.5]] },
  { kind: 'rectangle', mode: 'add', rect: { x: 1, y: 2, width: 3, height: 4 } },
  {
    kind: 'runs',
    mode: 'add',
    rect: { x: 0, y: 0, width: 2, height: 1 },
    grid: { width: 2, height: 1 },
    lengths: Uint32Array.of(0, 2),
  },
  { kind: 'clear' },
];

test('steps that were read anew are the known objects again', () => {
  const known = steps();
  const kept = keepKnownSteps(steps(), known);
  for (const [i, step] of kept.entries()) expect(step).toBe(known[i]);
});

test('from the first different step on the new ones are taken', () => {
  const known = steps();
  const [stroke, , runs, clear] = steps();
  if (!stroke || !runs || !clear) throw new Error('no steps');
  const kept = keepKnownSteps([stroke, runs, clear], known);
  expect(kept[0]).toBe(known[0]);
  expect(kept[1]).toBe(runs);
  expect(kept[2]).toBe(clear);
});

test('runs are told apart by how far they are covered', () => {
  const soft = (level: number): MaskStep[] => [
    {
      ...{ kind: 'runs', mode: 'add', rect: { x: 0, y: 0, width: 2, height: 1 } },
      ...{ grid: { width: 2, height: 1 }, lengths: Uint32Array.of(0, 2) },
      levels: Uint32Array.of(level),
    },
  ];
  const [known] = [soft(100)];
  expect(keepKnownSteps(soft(100), known)[0]).toBe(known[0]);
  expect(keepKnownSteps(soft(101), known)[0]).not.toBe(known[0]);
});

test('fewer and more steps than are known are taken as they are', () => {
  const known = steps();
  expect(keepKnownSteps(steps().slice(0, 2), known)).toEqual(known.slice(0, 2));
  expect(keepKnownSteps([...steps(), { kind: 'invert' }], known)).toHaveLength(5);
  expect(keepKnownSteps([], known)).toEqual([]);
});

test('a run that is one longer is another step', () => {
  const [, , known] = steps();
  if (known?.kind !== 'runs') throw new Error('no runs');
  const longer = { ...known, lengths: Uint32Array.of(1, 1) };
  expect(keepKnownSteps([longer], [known])[0]).toBe(longer);
});
