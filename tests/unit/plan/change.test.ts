import { describe, expect, it } from 'vitest';
import { areaOfMarks } from '../../../utils/drawing/marks/draw';
import type { DrawingStep, Mark } from '../../../utils/drawing/steps';
import { changeOf, planEdit } from '../../../utils/plan/plan-edit';
import { findModel } from '../../../utils/server/models';

const photo = { width: 4000, height: 3000 };
const { sizes } = findModel('gpt-image-2.6-sunburst');

const mark: Mark = {
  ...{ kind: 'ellipse-mark', colour: 'red', size: 10 },
  rect: { x: 2600, y: 1000, width: 200, height: 200 },
};
const mask: DrawingStep = {
  ...{ kind: 'rectangle', mode: 'add' },
  rect: { x: 1000, y: 1000, width: 300, height: 200 },
};
const around = { scope: 'around-mask', takesMarks: true } as const;
const whole = { scope: 'whole-image', takesMarks: true } as const;

describe('what a drawing asks for', () => {
  it('is a box around its marks where there is no mask', () => {
    const area = areaOfMarks([mark], photo);
    expect(changeOf([mark], photo, around)).toEqual({
      ...{ mask: [{ kind: 'rectangle', mode: 'add', rect: area }], bounds: area },
      ...{ markup: true, needsMarks: false },
    });
  });

  it('is the mask and no more where there is one, and the marks are shown beside it', () => {
    const change = changeOf([mask, mark], photo, around);
    expect(change).toMatchObject({ mask: [mask], markup: true });
    expect(change.bounds).toEqual({ x: 1000, y: 993, width: 1807, height: 214 });
    expect(changeOf([mask, mark], photo, whole)).toMatchObject({ mask: [mask], markup: true });
  });

  it('is all of the image for marks and the whole image', () => {
    const change = changeOf([mark], photo, whole);
    expect(change).toMatchObject({ mask: [], bounds: undefined, markup: true });
  });

  it('is as without marks where they can’t be sent', () => {
    for (const scope of ['around-mask', 'whole-image'] as const) {
      const options = { scope, takesMarks: false };
      expect(changeOf([mask, mark], photo, options)).toEqual(changeOf([mask], photo, options));
      expect(changeOf([mark], photo, options)).toMatchObject({ markup: false, needsMarks: true });
    }
  });

  it('is nothing after a clear, and for marks beside the image', () => {
    const nothing = changeOf([], photo, around);
    const far: Mark = { ...mark, rect: { x: 9000, y: 0, width: 9, height: 9 } };
    expect(changeOf([mark, { kind: 'clear' }], photo, around)).toMatchObject({
      markup: false,
      bounds: undefined,
    });
    expect(changeOf([far], photo, around)).toMatchObject({ ...nothing, mask: [] });
  });
});

describe('the plan of an edit', () => {
  const planned = (
    steps: readonly DrawingStep[],
    scope: 'around-mask' | 'whole-image',
    takesMarks = true,
  ) => planEdit(photo, steps, scope, sizes, { takesMarks });

  it('shows the model the mask and all marks', () => {
    const { crop, masked, markup } = planned([mask, mark], 'around-mask');
    expect([masked, markup]).toEqual([true, true]);
    expect(crop.x).toBeLessThanOrEqual(1000);
    expect(crop.x + crop.width).toBeGreaterThanOrEqual(2807);
  });

  it('for marks alone is that of a painted rectangle', () => {
    const rect = areaOfMarks([mark], photo);
    if (!rect) throw new Error('no area');
    const painted = planned([{ kind: 'rectangle', mode: 'add', rect }], 'around-mask');
    expect(planned([mark], 'around-mask')).toEqual({ ...painted, markup: true });
  });

  it('takes the answer as it comes for marks on the whole image', () => {
    const plan = planned([mark], 'whole-image');
    expect(plan).toMatchObject({ masked: false, markup: true, crop: { x: 0, y: 0, ...photo } });
  });

  it('says that marks are not taken rather than that nothing is painted', () => {
    expect(() => planned([mark], 'around-mask', false)).toThrow('marks-not-taken');
    expect(() => planned([mark], 'whole-image', false)).toThrow('marks-not-taken');
    expect(() => planned([], 'around-mask', false)).toThrow('mask-empty');
    expect(planned([mask, mark], 'around-mask', false).markup).toBe(false);
  });
});
