import { describe, expect, it } from 'vitest';
import { type BlendOptions, blendAnswer } from '../../../utils/blend/blend-answer';
import { type Raster, type Raster8, toRaster8 } from '../../../utils/pixels/raster';
import { resampleRaster } from '../../../utils/pixels/resample';
import { randomNumbers } from '../codecs/random';
import { disc } from './rasters';

const size = { width: 320, height: 240 };
const crop = { x: 0, y: 0, ...size };
const half = { width: 160, height: 120 };
const smaller = { crop, requestSize: half, scale: { x: 0.5, y: 0.5 } };
const asLarge = { crop, requestSize: size, scale: { x: 1, y: 1 } };
const coverage = disc(320, 240, 160, 120, 60);
const options: BlendOptions = {
  ...{ featherPx: 8, register: false, matchColour: false, seamless: false },
  matchGrain: true,
};

/** Soft shapes with grain of that standard deviation. */
function picture(
  grain: number,
  tone = (x: number, y: number) => 130 + 30 * Math.sin(x / 40) * Math.sin(y / 31),
): Raster8 {
  const random = randomNumbers(3);
  const data = new Uint8ClampedArray(4 * size.width * size.height).fill(255);
  for (let i = 0; i < data.length; i += 4) {
    const [x, y] = [(i / 4) % size.width, Math.floor(i / 4 / size.width)];
    const noise = 2 * grain * (random() + random() + random() - 1.5);
    data.fill(tone(x, y) + noise, i, i + 3);
  }
  return { bitDepth: 8, ...size, data };
}

/** Mean square of what a pixel differs from the mean of its four neighbours by, 8-bit steps. */
function highBand(raster: Raster, isAsked: (away: number) => boolean): number {
  const { data, width } = toRaster8(raster);
  const at = (i: number) => data[4 * i] ?? 0;
  let [sum, count] = [0, 0];
  for (let y = 1; y < size.height - 1; y += 1)
    for (let x = 1; x < width - 1; x += 1) {
      if (!isAsked(Math.hypot(x + 0.5 - 160, y + 0.5 - 120))) continue;
      const i = y * width + x;
      sum += (at(i) - (at(i - 1) + at(i + 1) + at(i - width) + at(i + width)) / 4) ** 2;
      count += 1;
    }
  return sum / count;
}

const inside = (raster: Raster) => highBand(raster, (away) => away < 56);
const around = (raster: Raster) => highBand(raster, (away) => away > 70 && away < 110);
const ratioOf = (raster: Raster) => inside(raster) / around(raster);

/** Quicker than telling where two of so many numbers differ. */
const isSame = (a: Raster, b: Raster): boolean =>
  Buffer.from(a.data.buffer).equals(Buffer.from(b.data.buffer));

const edit = (original: Raster, change: Partial<BlendOptions> = {}, plan = smaller) => {
  const answer = toRaster8(resampleRaster(original, plan.requestSize));
  return blendAnswer(original, answer, plan, coverage, { ...options, ...change }).result;
};

describe('grain where the request was smaller than the crop', () => {
  it.each([2, 4, 8])('is as strong inside as around: standard deviation %i', (grain) => {
    const original = picture(grain);
    expect(ratioOf(edit(original, { matchGrain: false }))).toBeLessThan(0.5);
    expect(ratioOf(edit(original))).toBeGreaterThan(0.8);
    expect(ratioOf(edit(original))).toBeLessThan(1.2);
  });

  it('is as strong in 16 bits', () => {
    const { data, ...rest } = picture(4);
    const deep = { ...rest, bitDepth: 16 as const, data: Uint16Array.from(data, (v) => 257 * v) };
    expect(ratioOf(edit(deep))).toBeGreaterThan(0.8);
    expect(ratioOf(edit(deep))).toBeLessThan(1.2);
  });

  it('does not come where there is none around', () => {
    const original = picture(0);
    expect(isSame(edit(original), edit(original, { matchGrain: false }))).toBe(true);
  });

  it('does not come of hard edges around, as of a drawing', () => {
    const drawing = picture(0, (x, y) => (x % 60 < 3 || y % 60 < 3 ? 20 : 240));
    const flat = {
      bitDepth: 8 as const,
      ...half,
      data: new Uint8ClampedArray(4 * half.width * half.height).fill(255),
    };
    const { result } = blendAnswer(drawing, flat, smaller, coverage, options);
    expect(inside(result)).toBeLessThan(1);
  });

  it('does not come twice, where the answer has its own', () => {
    const original = picture(4);
    const answer = toRaster8(resampleRaster(original, half));
    const random = randomNumbers(8);
    const grainy = {
      ...answer,
      data: answer.data.map((value, i) => (i % 4 === 3 ? value : value + 30 * (random() - 0.5))),
    };
    const own = blendAnswer(original, grainy, smaller, coverage, { ...options, matchGrain: false });
    const matched = blendAnswer(original, grainy, smaller, coverage, options);
    expect(inside(matched.result)).toBeLessThan(
      1.25 * Math.max(inside(own.result), around(original)),
    );
  });

  it('stays as the model made it where the request was as large as the crop', () => {
    const original = picture(4);
    const bare = edit(original, { matchGrain: false }, asLarge);
    expect(isSame(edit(original, {}, asLarge), bare)).toBe(true);
    expect(isSame(edit(original), edit(original, { matchGrain: false }))).toBe(false);
  });
});
