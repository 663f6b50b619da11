import { describe, expect, it } from 'vitest';
import { AppError } from '../../../utils/base/errors';
import { areaOf, type Rect, type Size } from '../../../utils/base/geometry';
import { planCrop, planWholeImage } from '../../../utils/plan/crop';
import { planTighter } from '../../../utils/plan/plan-edit';
import { isLegalSize, type SizeRules } from '../../../utils/plan/size-rules';
import { randomNumbers } from '../codecs/random';

const free: SizeRules = {
  ...{ kind: 'any', multiple: 16, maxEdge: 3840 },
  ...{ minPixels: 655_360, maxPixels: 8_294_400, maxRatio: 3 },
};
const fixed: SizeRules = {
  kind: 'fixed',
  sizes: [
    { width: 1024, height: 1024 },
    { width: 1536, height: 1024 },
    { width: 1024, height: 1536 },
  ],
};

const rect = (x: number, y: number, width: number, height: number): Rect => ({
  ...{ x, y, width, height },
});
const holds = (outer: Rect, inner: Rect): boolean =>
  outer.x <= inner.x &&
  outer.y <= inner.y &&
  outer.x + outer.width >= inner.x + inner.width &&
  outer.y + outer.height >= inner.y + inner.height;
const stretchOf = ({ x, y }: { x: number; y: number }): number => Math.max(x / y, y / x);

function refusal(make: () => unknown): AppError {
  try {
    make();
  } catch (error) {
    if (error instanceof AppError) return error;
  }
  throw new Error('nothing was refused');
}

describe('planCrop', () => {
  it.each<[string, Size, Rect]>([
    ['in the middle', { width: 4000, height: 3000 }, rect(1800, 1400, 200, 150)],
    ['in the top left corner', { width: 4000, height: 3000 }, rect(0, 0, 40, 40)],
    ['in the bottom right corner', { width: 4000, height: 3000 }, rect(3960, 2960, 40, 40)],
    ['along the right edge', { width: 4000, height: 3000 }, rect(3900, 200, 100, 2600)],
    ['of two far blobs', { width: 4000, height: 3000 }, rect(300, 300, 2600, 2000)],
    ['over a whole legal image', { width: 1536, height: 1024 }, rect(0, 0, 1536, 1024)],
    ['of a single pixel', { width: 8660, height: 5773 }, rect(4321, 1234, 1, 1)],
  ])('keeps real pixels for a mask %s', (_, image, mask) => {
    const plan = planCrop(image, mask, free);
    expect(plan.scale).toEqual({ x: 1, y: 1 });
    expect(holds(plan.crop, mask)).toBe(true);
    expect(isLegalSize(plan.requestSize, free)).toBe(true);
  });

  it('gives the mask 128 px of context, or 40 % of its side where that is more', () => {
    const image = { width: 8000, height: 6000 };
    const small = planCrop(image, rect(4000, 3000, 900, 100), free).crop;
    expect(holds(small, rect(3640, 2872, 1620, 356))).toBe(true);
    const large = planCrop(image, rect(3000, 2000, 1000, 1000), free).crop;
    expect(holds(large, rect(2600, 1600, 1800, 1800))).toBe(true);
    expect(large).toMatchObject({ width: 1808, height: 1808 });
  });

  it('prefers real pixels with less context over scaled ones', () => {
    const plan = planCrop({ width: 8660, height: 5773 }, rect(3000, 1500, 2600, 2600), free);
    expect(plan.scale).toEqual({ x: 1, y: 1 });
  });

  it('shifts the crop inside the image instead of shrinking it', () => {
    const { crop } = planCrop({ width: 4000, height: 3000 }, rect(3960, 2960, 40, 40), free);
    expect(crop.x + crop.width).toBe(4000);
    expect(crop.y + crop.height).toBe(3000);
  });

  it('takes the whole of an image that is smaller than the smallest request', () => {
    const plan = planCrop({ width: 300, height: 200 }, rect(100, 80, 20, 20), free);
    expect(plan.crop).toEqual(rect(0, 0, 300, 200));
    expect(stretchOf(plan.scale)).toBeLessThan(1.001);
  });

  it('scales a mask down that no legal size holds', () => {
    const plan = planCrop({ width: 8660, height: 5773 }, rect(100, 100, 8000, 5000), free);
    expect(plan.scale.x).toBeLessThan(1);
    expect(stretchOf(plan.scale)).toBeLessThan(1.01);
  });

  it('repaints a short mask on a long strip and refuses a long one, naming the longest', () => {
    const strip = { width: 20_000, height: 20 };
    const plan = planCrop(strip, rect(10_000, 5, 30, 10), free);
    expect(plan.crop.height).toBe(20);
    expect(holds(plan.crop, rect(10_000, 5, 30, 10))).toBe(true);
    expect(refusal(() => planCrop(strip, rect(0, 0, 15_000, 20), free))).toMatchObject({
      code: 'crop-too-narrow',
      details: { substitutions: ['60'] },
    });
  });

  it('says that the mask is empty when it lies outside the image', () => {
    const outside = rect(400, 0, 10, 10);
    expect(refusal(() => planCrop({ width: 300, height: 200 }, outside, free)).code).toBe(
      'mask-empty',
    );
  });

  it('uses a fixed size pixel for pixel where the image is larger', () => {
    const plan = planCrop({ width: 4000, height: 3000 }, rect(500, 500, 1100, 300), fixed);
    expect(plan.requestSize).toEqual({ width: 1536, height: 1024 });
    expect(plan.scale).toEqual({ x: 1, y: 1 });
  });

  it('bends a whole 16:9 picture a little for a model with three sizes', () => {
    const plan = planCrop({ width: 1920, height: 1080 }, rect(0, 0, 1920, 1080), fixed);
    expect(plan.crop).toEqual(rect(0, 0, 1920, 1080));
    expect(plan.requestSize).toEqual({ width: 1536, height: 1024 });
  });
});

describe('planWholeImage', () => {
  it('sends a legal image as it is', () => {
    const image = { width: 1280, height: 1024 };
    expect(planWholeImage(image, free)).toMatchObject({
      requestSize: image,
      scale: { x: 1, y: 1 },
    });
  });

  it.each<[number, number]>([
    [8660, 5773],
    [1000, 1000],
    [37, 61],
    [1, 1],
    [3000, 1001],
  ])('finds a legal size of the same shape for %i x %i', (width, height) => {
    const plan = planWholeImage({ width, height }, free);
    expect(plan.crop).toEqual(rect(0, 0, width, height));
    expect(isLegalSize(plan.requestSize, free)).toBe(true);
    expect(stretchOf(plan.scale)).toBeLessThan(1.02);
  });

  it('refuses a strip', () => {
    const strip = { width: 20_000, height: 20 };
    expect(refusal(() => planWholeImage(strip, free)).code).toBe('crop-too-narrow');
  });
});

describe('any image, any mask', () => {
  const random = randomNumbers(7);
  const upTo = (limit: number): number => 1 + Math.floor(limit * random() ** 2);
  const cases = Array.from({ length: 250 }, () => {
    const image = { width: upTo(9000), height: upTo(9000) };
    const [width, height] = [upTo(image.width), upTo(image.height)];
    const x = Math.floor(random() * (image.width - width + 1));
    const y = Math.floor(random() * (image.height - height + 1));
    return { image, mask: rect(x, y, width, height) };
  });

  it.each([
    ['free', free],
    ['fixed', fixed],
  ] as const)('gets a legal crop that holds the mask, or a reason (%s sizes)', (_, rules) => {
    let planned = 0;
    for (const { image, mask } of cases) {
      let plan: ReturnType<typeof planCrop>;
      try {
        plan = planCrop(image, mask, rules);
      } catch (error) {
        expect(error).toMatchObject({ code: 'crop-too-narrow' });
        const long = Math.max(mask.width, mask.height);
        const limit = rules.kind === 'any' ? 3 : 1.5;
        expect(long).toBeGreaterThan(limit * Math.min(image.width, image.height) - 2);
        continue;
      }
      planned += 1;
      const label = JSON.stringify({ image, mask, plan });
      expect(holds(rect(0, 0, image.width, image.height), plan.crop), label).toBe(true);
      expect(holds(plan.crop, mask), label).toBe(true);
      expect(isLegalSize(plan.requestSize, rules), label).toBe(true);
      expect(stretchOf(plan.scale), label).toBeLessThan(rules.kind === 'any' ? 1.02001 : 1.351);
      if (planned % 10 === 0) expect(planCrop(image, mask, rules)).toEqual(plan);
      const tighter = planTighter(image, mask, rules, plan);
      expect(holds(rect(0, 0, image.width, image.height), tighter.crop), label).toBe(true);
      expect(holds(tighter.crop, mask), label).toBe(true);
      expect(isLegalSize(tighter.requestSize, rules), label).toBe(true);
      expect(areaOf(tighter.crop), label).toBeLessThanOrEqual(areaOf(plan.crop));
      if (isEasy(image, mask, rules)) expect(plan.scale, label).toEqual({ x: 1, y: 1 });
    }
    expect(planned).toBeGreaterThan(120);
  });
});

/** Whether a legal size of real pixels plainly exists: a square around the mask and its context. */
function isEasy(image: Size, mask: Rect, rules: SizeRules): boolean {
  const side = rules.kind === 'any' ? 1600 : 1024;
  const long = Math.max(mask.width, mask.height);
  return Math.min(image.width, image.height) >= side && long + 26 + 0.08 * long <= side;
}

it('gives a small mask a crop of its own shape, not a tall strip of the same area', () => {
  const { crop } = planCrop({ width: 4000, height: 3000 }, rect(2000, 1500, 200, 200), free);
  expect(crop).toMatchObject({ width: 816, height: 816 });
  const wide = planCrop({ width: 4000, height: 3000 }, rect(2000, 1500, 900, 100), free).crop;
  expect(wide.width).toBeGreaterThan(2 * wide.height);
});

it('shows less of each side when it tries tighter, at every image’s shape', () => {
  for (const image of [
    { width: 1400, height: 1000 },
    { width: 4000, height: 3000 },
  ]) {
    const mask = rect(600, 400, 120, 120);
    const plan = planCrop(image, mask, free);
    const { crop } = planTighter(image, mask, free, plan);
    expect(crop.width).toBeLessThan(0.7 * plan.crop.width);
    expect(crop.height).toBeLessThan(0.7 * plan.crop.height);
  }
});
