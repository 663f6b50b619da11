import { describe, expect, it } from 'vitest';
import { type BlendOptions, blendAnswer } from '../../../utils/blend/blend-answer';
import { countChangedOutside } from '../../../utils/blend/changed-pixels';
import { type Coverage, type Raster, type Raster8, toRaster16 } from '../../../utils/pixels/raster';
import { randomNumbers } from '../codecs/random';
import { disc, flat8, noise8 } from './rasters';

const size = { width: 320, height: 240 };
const crop = { x: 0, y: 0, ...size };
const plan = { crop, requestSize: size, scale: { x: 1, y: 1 } };
const options: BlendOptions = { featherPx: 8, register: true, matchColour: true, seamless: true };

const everywhere: Coverage = {
  ...size,
  data: new Uint8ClampedArray(size.width * size.height).fill(255),
};
const round = disc(320, 240, 160, 120, 50);
const onePixel: Coverage = {
  ...size,
  data: new Uint8ClampedArray(size.width * size.height).map((_, i) =>
    i === 120 * 320 + 160 ? 255 : 0,
  ),
};

/** Blobs of light and dark, with grain. */
function scene(): Raster8 {
  const random = randomNumbers(5);
  const data = new Uint8ClampedArray(4 * size.width * size.height);
  for (let i = 0; i < data.length; i += 4) {
    const [x, y] = [(i / 4) % size.width, Math.floor(i / 4 / size.width)];
    const tone = 120 + 60 * Math.sin(x / 17) * Math.cos(y / 13) + 8 * random();
    data.set([tone, 0.8 * tone, 0.6 * tone + 20, 255], i);
  }
  return { bitDepth: 8, ...size, data };
}

/** A raster with some pixels made anew. */
function changed(raster: Raster8, change: (x: number, y: number) => readonly number[] | undefined) {
  const data = raster.data.slice();
  for (let i = 0; i < data.length; i += 4) {
    const rgba = change((i / 4) % size.width, Math.floor(i / 4 / size.width));
    if (rgba) data.set(rgba, i);
  }
  return { ...raster, data };
}

const isInside = (x: number, y: number, radius: number): boolean =>
  Math.hypot(x + 0.5 - 160, y + 0.5 - 120) <= radius;

const pixel = ({ data }: Raster, x: number, y: number): number[] => [
  ...data.subarray(4 * (y * size.width + x), 4 * (y * size.width + x) + 4),
];

/** Blends and holds that nothing outside has changed, and whether it is said that the colours are as they came. */
function blend(original: Raster, answer: Raster, coverage: Coverage, isSaid: boolean): Raster {
  const { result, registration, isUnmatched } = blendAnswer(
    original,
    answer,
    plan,
    coverage,
    options,
  );
  const { dx, dy, scale, confidence } = registration ?? { dx: 0, dy: 0, scale: 1, confidence: 0 };
  expect(isUnmatched).toBe(isSaid);
  expect([dx, dy, scale, confidence].every(Number.isFinite)).toBe(true);
  expect(countChangedOutside(original, result, crop, coverage, options.featherPx).changed).toBe(0);
  return result;
}

/** Largest difference of a colour sample to the answer where the strokes are, 8-bit steps. */
function mostOff(result: Raster, answer: Raster, coverage: Coverage): number {
  const unit = result.bitDepth === 16 ? 257 : 1;
  let most = 0;
  for (let i = 0; i < result.data.length; i += 1)
    if (i % 4 !== 3 && coverage.data[i >> 2] === 255)
      most = Math.max(most, Math.abs((result.data[i] ?? 0) - (answer.data[i] ?? 0)) / unit);
  return most;
}

const bothDepths = [
  ['8 bits', (raster: Raster): Raster => raster],
  ['16 bits', (raster: Raster): Raster => toRaster16(raster)],
] as const;

describe.each(bothDepths)(
  'what there is nothing to go by for is pasted as it came, in %s',
  (_, of) => {
    it('with a mask to all four edges', () => {
      const answer = of(noise8(320, 240));
      expect(mostOff(blend(of(scene()), answer, everywhere, true), answer, everywhere)).toBe(0);
    });

    it('with a mask of one pixel', () => {
      const original = of(scene());
      const result = blend(original, original, onePixel, false);
      expect(pixel(result, 160, 120)).toEqual(pixel(original, 160, 120));
    });

    it('with a flat picture and a flat answer', () => {
      const answer = of(flat8(320, 240, [30, 60, 200, 255]));
      const result = blend(of(flat8(320, 240, [30, 60, 200, 255])), answer, round, false);
      expect(mostOff(result, answer, round)).toBe(0);
    });
  },
);

describe.each(bothDepths)('an answer that shows hardly anything of the picture, in %s', (_, of) => {
  it('is put in where it is all of one colour: nothing says that it lies elsewhere', () => {
    const answer = of(flat8(320, 240, [30, 60, 200, 255]));
    expect(mostOff(blend(of(scene()), answer, round, true), answer, round)).toBe(0);
  });

  it('is put in where new things are all around the strokes, by what lies beyond them', () => {
    const isNew = (x: number, y: number) => isInside(x, y, 76);
    const answer = of(changed(scene(), (x, y) => (isNew(x, y) ? [20, 200, 40, 255] : undefined)));
    expect(mostOff(blend(of(scene()), answer, round, false), answer, round)).toBeLessThan(3);
  });

  it('is put in, in its own colours, where new things fill all that was to stay', () => {
    const isNew = (x: number, y: number) => !isInside(x, y, 20) && isInside(x, y, 190);
    const other = (x: number, y: number) => [90 + 50 * Math.sin(x / 5), 200 - (y % 60), 40, 255];
    const answer = of(changed(scene(), (x, y) => (isNew(x, y) ? other(x, y) : undefined)));
    const { result, isUnmatched } = blendAnswer(of(scene()), answer, plan, round, {
      ...options,
      register: false,
    });
    expect(isUnmatched).toBe(true);
    expect(mostOff(result, answer, round)).toBe(0);
  });

  it('is refused where it is another picture with one colour around it', () => {
    const other = changed(flat8(320, 240, [255, 255, 255, 255]), (x, y) =>
      isInside(x, y, 90) ? [((x * 7) % 40) * 6, ((y * 5) % 40) * 6, 40, 255] : undefined,
    );
    expect(() => blend(of(scene()), of(other), round, false)).toThrow(
      expect.objectContaining({ code: 'answer-reframed' }),
    );
  });
});

describe('holes in an answer', () => {
  it('are holes in the result, and what is beside them keeps its colours', () => {
    const holed = changed(scene(), (x, y) => (isInside(x, y, 30) ? [0, 0, 0, 0] : undefined));
    const result = blend(scene(), holed, round, false);
    expect(pixel(result, 160, 120)).toEqual([0, 0, 0, 0]);
    expect(pixel(result, 160, 160)[3]).toBe(255);
    expect(
      Math.abs((pixel(result, 160, 160)[0] ?? 0) - (pixel(holed, 160, 160)[0] ?? 0)),
    ).toBeLessThan(3);
  });

  it('around the strokes say nothing of the tint', () => {
    const holed = changed(scene(), (x, y) => (isInside(x, y, 62) ? undefined : [0, 0, 0, 0]));
    expect(mostOff(blend(scene(), holed, round, true), holed, round)).toBe(0);
  });

  it('that are all of it are refused', () => {
    const clear = flat8(320, 240, [9, 9, 9, 0]);
    expect(() => blend(scene(), clear, round, false)).toThrow(
      expect.objectContaining({ code: 'answer-empty' }),
    );
  });
});
