import { describe, expect, it } from 'vitest';
import { anchorOf, dragBox, type Grip } from '../../../components/editor/core/box-control';
import type { Rect, Size } from '../../../utils/base/geometry';
import { planCrop } from '../../../utils/plan/crop';
import { planWish } from '../../../utils/plan/plan-edit';
import { isLegalSize, type SizeRules } from '../../../utils/plan/size-rules';
import { findModel, models } from '../../../utils/server/models';
import { randomNumbers } from '../codecs/random';

const free = findModel('gpt-image-2.6-sunburst').sizes;
const fixed = findModel('gpt-image-1.5').sizes;
const photo = { width: 4000, height: 3000 };
const plain = { x: 1, y: 1 };

const rect = (x: number, y: number, width: number, height: number): Rect => ({
  ...{ x, y, width, height },
});
const holds = (outer: Rect, inner: Rect): boolean =>
  outer.x <= inner.x &&
  outer.y <= inner.y &&
  outer.x + outer.width >= inner.x + inner.width &&
  outer.y + outer.height >= inner.y + inner.height;

const mask = rect(1800, 1400, 200, 150);

describe('a crop box of the user’s', () => {
  it('is sent pixel for pixel, at the nearest legal size', () => {
    const plan = planWish(photo, mask, free, rect(1203, 900, 1500, 1197));
    expect(plan.scale).toEqual(plain);
    expect(plan.crop).toMatchObject({ width: 1504, height: 1200 });
  });

  it('keeps the corner that is not dragged', () => {
    const wish = rect(1203, 901, 1500, 1197);
    expect(planWish(photo, mask, free, wish, { x: 0, y: 0 }).crop).toMatchObject({
      x: 1203,
      y: 901,
    });
    const { crop } = planWish(photo, mask, free, wish, { x: 1, y: 1 });
    expect([crop.x + crop.width, crop.y + crop.height]).toEqual([2703, 2098]);
  });

  it('is enlarged on its way where it is smaller than the smallest picture of the model', () => {
    const { crop, requestSize, scale } = planWish(photo, mask, free, rect(1780, 1380, 300, 300));
    expect(crop).toEqual(rect(1780, 1380, 300, 300));
    expect(requestSize).toEqual({ width: 816, height: 816 });
    expect(scale.x).toBeCloseTo(2.72);
  });

  it('is reduced on its way where it is larger than the largest', () => {
    const image = { width: 8660, height: 5773 };
    const { crop, scale } = planWish(image, mask, free, rect(0, 0, 6000, 4000));
    expect(holds(crop, rect(0, 0, 6000, 4000))).toBe(true);
    expect(crop.width).toBeLessThan(6100);
    expect(scale.x).toBeLessThan(1);
  });

  it('takes one of three shapes where the model has no others, and real pixels when near one', () => {
    const near = planWish(photo, mask, fixed, rect(1300, 1000, 1470, 1000));
    expect(near).toMatchObject({ requestSize: { width: 1536, height: 1024 }, scale: plain });
    const far = planWish(photo, mask, fixed, rect(1700, 1300, 600, 500));
    expect(far.crop).toMatchObject({ width: 600, height: 600 });
    expect(far.requestSize).toEqual({ width: 1024, height: 1024 });
  });

  it.each([
    ['smaller than the mask', rect(1850, 1450, 20, 20)],
    ['beside the mask', rect(100, 100, 900, 900)],
    ['outside the image', rect(5000, 5000, 900, 900)],
  ])('holds the mask though it is drawn %s', (_, wish) => {
    for (const rules of [free, fixed])
      expect(holds(planWish(photo, mask, rules, wish).crop, mask)).toBe(true);
  });

  it('grows with the mask and is as it was when that is undone', () => {
    const wish = planWish(photo, mask, free, rect(1500, 1200, 900, 900)).crop;
    const more = rect(1500, 1400, 1300, 150);
    const grown = planWish(photo, more, free, wish);
    expect(holds(grown.crop, more) && holds(grown.crop, wish)).toBe(true);
    expect(planWish(photo, mask, free, wish).crop).toEqual(wish);
  });

  it('stays within the largest ratio on a narrow image instead of going back to the automatic one', () => {
    const strip = { width: 3000, height: 500 };
    const { crop, scale } = planWish(strip, rect(1400, 200, 50, 50), free, rect(0, 0, 3000, 500));
    expect([crop.width, crop.height]).toEqual([1488, 496]);
    expect(scale).toEqual(plain);
  });

  it('says the same as the automatic one where no legal crop holds the mask', () => {
    const strip = { width: 20_000, height: 20 };
    const long = rect(0, 0, 15_000, 20);
    expect(() => planWish(strip, long, free, long)).toThrow('crop-too-narrow');
    expect(() => planWish(photo, rect(5000, 0, 9, 9), free, mask)).toThrow('mask-empty');
  });
});

const grips: readonly Grip[] = ([-1, 0, 1] as const).flatMap((x) =>
  ([-1, 0, 1] as const).map((y) => ({ x, y })),
);

describe('a drag', () => {
  const image = rect(0, 0, 400, 300);
  const held = rect(150, 120, 40, 30);
  const box = rect(100, 80, 200, 150);

  it('moves the box, but neither off the image nor off the mask', () => {
    const move = (x: number, y: number) => dragBox(box, { x: 0, y: 0 }, { x, y }, image, held);
    expect(move(10, -5)).toEqual(rect(110, 75, 200, 150));
    expect(move(900, 900)).toEqual(rect(150, 120, 200, 150));
    expect(move(-900, -900)).toEqual(rect(0, 0, 200, 150));
  });

  it('moves the held edges and no others', () => {
    const by = { x: 30, y: 20 };
    expect(dragBox(box, { x: 1, y: 0 }, by, image, held)).toEqual(rect(100, 80, 230, 150));
    expect(dragBox(box, { x: -1, y: -1 }, by, image, held)).toEqual(rect(130, 100, 170, 130));
  });

  it.each(grips)(
    'by %o keeps the mask in the box and the box in the image, however far',
    (grip) => {
      for (const x of [-5000, 0, 5000])
        for (const y of [-5000, 0, 5000]) {
          const dragged = dragBox(box, grip, { x, y }, image, held);
          expect(holds(dragged, held)).toBe(true);
          expect(holds(rect(0, 0, 400, 300), dragged)).toBe(true);
        }
    },
  );
});

describe('any box on any image', () => {
  const random = randomNumbers(11);
  const upTo = (limit: number): number => 1 + Math.floor(limit * random() ** 2);
  const boxIn = ({ width, height }: Size): Rect => {
    const [w, h] = [upTo(width), upTo(height)];
    return rect(
      Math.floor(random() * (width - w + 1)),
      Math.floor(random() * (height - h + 1)),
      w,
      h,
    );
  };
  const cases = Array.from({ length: 120 }, (_, i) => {
    const image = { width: upTo(6000), height: upTo(6000) };
    return { image, mask: boxIn(image), wish: boxIn(image), grip: grips[i % 9] ?? { x: 0, y: 0 } };
  });

  it.each(models.map(({ id }) => id))('gets a legal crop that holds the mask: %s', (id) => {
    const rules: SizeRules = findModel(id).sizes;
    let planned = 0;
    for (const { image, mask: bounds, wish, grip } of cases) {
      if (!isPlannable(image, bounds, rules)) continue;
      planned += 1;
      const plan = planWish(image, bounds, rules, wish, anchorOf(grip));
      const label = JSON.stringify({ image, bounds, wish, grip, plan });
      expect(isLegalSize(plan.requestSize, rules), label).toBe(true);
      expect(holds(rect(0, 0, image.width, image.height), plan.crop), label).toBe(true);
      expect(holds(plan.crop, bounds), label).toBe(true);
      const stretch = plan.scale.x / plan.scale.y;
      const most = rules.kind === 'any' ? 1.021 : 1.351;
      expect(Math.max(stretch, 1 / stretch), label).toBeLessThan(most);
      // What is kept with the draft is the crop, so it has to come to rest.
      expect(planWish(image, bounds, rules, plan.crop).crop, label).toEqual(plan.crop);
    }
    expect(planned).toBeGreaterThan(60);
  });
});

function isPlannable(image: Size, bounds: Rect, rules: SizeRules): boolean {
  try {
    planCrop(image, bounds, rules);
    return true;
  } catch {
    return false;
  }
}
