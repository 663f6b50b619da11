import { expect, it } from 'vitest';
import {
  type DrawingStep,
  hasOwnEdge,
  isMark,
  type Mark,
  maskStepsOf,
} from '../../../utils/drawing/steps';

const mark: Mark = { kind: 'pen-mark', colour: 'red', size: 4, points: [[1, 2]] };
const area: DrawingStep = {
  kind: 'rectangle',
  mode: 'add',
  rect: { x: 0, y: 0, width: 5, height: 5 },
};

it('tells marks from what makes the mask', () => {
  expect([mark, area, { kind: 'clear' } as const].map(isMark)).toEqual([true, false, false]);
  expect(maskStepsOf([area, mark, { kind: 'invert' }])).toEqual([area, { kind: 'invert' }]);
});

it('gives the same list for the same drawing, as what is drawn of it hangs on that', () => {
  const withMarks = [area, mark];
  expect(maskStepsOf(withMarks)).toBe(maskStepsOf(withMarks));
  const bare = [area];
  expect(maskStepsOf(bare)).toBe(bare);
});

it('knows a mask whose edge is as soft as in the picture, until it is cleared or replaced', () => {
  const hard: DrawingStep = {
    ...{ kind: 'runs', mode: 'add', rect: { x: 0, y: 0, width: 2, height: 1 } },
    ...{ grid: { width: 2, height: 1 }, lengths: Uint32Array.of(0, 2) },
  };
  const soft: DrawingStep = { ...hard, levels: Uint32Array.of(100) };
  expect([[], [area, hard], [soft], [soft, area, mark]].map(hasOwnEdge)).toEqual([false, false, true, true]); // biome-ignore format: one line
  expect(hasOwnEdge([soft, { kind: 'clear' }, area])).toBe(false);
  expect(hasOwnEdge([soft, { ...hard, replaces: true }])).toBe(false);
  expect(hasOwnEdge([{ ...soft, mode: 'subtract' }])).toBe(false);
});
