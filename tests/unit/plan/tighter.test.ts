import { expect, it } from 'vitest';
import { areaOf } from '../../../utils/base/geometry';
import { planCrop } from '../../../utils/plan/crop';
import { planTighter } from '../../../utils/plan/plan-edit';
import { isLegalSize } from '../../../utils/plan/size-rules';
import { findModel } from '../../../utils/server/models';

it.each([
  ['gpt-image-2.6-sunburst', 1280, 960, { x: 520, y: 420, width: 240, height: 130 }],
  ['gpt-image-2.6-sunburst', 4000, 3000, { x: 100, y: 1500, width: 90, height: 300 }],
  ['gpt-image-2.6-sunburst', 1000, 1000, { x: 0, y: 0, width: 30, height: 30 }],
  ['gpt-image-1.5', 3000, 2000, { x: 1400, y: 900, width: 200, height: 200 }],
])(
  'another try shows %s less than half as much of a picture of %i x %i',
  (id, width, height, mask) => {
    const rules = findModel(id).sizes;
    const first = planCrop({ width, height }, mask, rules);
    const second = planTighter({ width, height }, mask, rules, first);
    expect(areaOf(second.crop)).toBeLessThan(0.5 * areaOf(first.crop));
    expect(isLegalSize(second.requestSize, rules)).toBe(true);
    const { crop } = second;
    expect(crop.x).toBeLessThanOrEqual(mask.x);
    expect(crop.y).toBeLessThanOrEqual(mask.y);
    expect(crop.x + crop.width).toBeGreaterThanOrEqual(mask.x + mask.width);
    expect(crop.y + crop.height).toBeGreaterThanOrEqual(mask.y + mask.height);
  },
);
