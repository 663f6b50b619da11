import { expect, it } from 'vitest';
import { type DrawingStep, isMark, type Mark, maskStepsOf } from '../../../utils/drawing/steps';

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
