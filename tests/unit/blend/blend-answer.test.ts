import { describe, expect, it } from 'vitest';
import type { Rect } from '../../../utils/base/geometry';
import { blendAnswer } from '../../../utils/blend/blend-answer';
import { countChangedOutside } from '../../../utils/blend/changed-pixels';
import { featherWeights } from '../../../utils/blend/composite';
import { decodePng } from '../../../utils/codecs/png-read';
import { encodePng } from '../../../utils/codecs/png-write';
import { type Coverage, cropRaster, type Raster } from '../../../utils/pixels/raster';
import { planCrop } from '../../../utils/plan/crop';
import { disc, flat8, noise8, noise16 } from './rasters';
import { render, scenes } from './scene';

const size = { width: 320, height: 240 };
const rules = { kind: 'fixed' as const, sizes: [{ width: 128, height: 128 }] };
const options = { featherPx: 8, register: true, matchColour: true, seamless: true };
const scene = scenes['soft shapes'] ?? (() => [0, 0, 0] as const);

const discPlan = (x: number, y: number, radius: number) => {
  const bounds = { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius };
  const plan = planCrop(size, bounds, rules);
  const { crop } = plan;
  return { plan, coverage: disc(crop.width, crop.height, x - crop.x, y - crop.y, radius) };
};

/** Pixels that differ though the blend had no right to change them, counted here once more. */
function changedOutside(before: Raster, after: Raster, crop: Rect, coverage: Coverage): number {
  const weights = featherWeights(coverage, options.featherPx);
  let changed = 0;
  for (let i = 0; i < before.width * before.height; i += 1) {
    const [x, y] = [(i % before.width) - crop.x, Math.floor(i / before.width) - crop.y];
    const inCrop = x >= 0 && y >= 0 && x < crop.width && y < crop.height;
    if (inCrop && weights[y * crop.width + x] !== 0) continue;
    const differs = [0, 1, 2, 3].some((c) => before.data[4 * i + c] !== after.data[4 * i + c]);
    if (differs) changed += 1;
  }
  return changed;
}

describe('blendAnswer', () => {
  it.each<[string, Raster]>([
    ['8 bits', noise8(320, 240)],
    ['8 bits with alpha', noise8(320, 240, 'random')],
    ['16 bits', noise16(320, 240)],
    ['16 bits with alpha', noise16(320, 240, 'random')],
  ])('changes no pixel outside in ten edits, each saved and read again: %s', async (_, source) => {
    let picture = source;
    for (let edit = 0; edit < 10; edit += 1) {
      const { plan, coverage } = discPlan(60 + 20 * edit, 70 + 12 * edit, 9 + edit);
      const answer = flat8(128, 128, [20 * edit, 90, 200 - 10 * edit, 255]);
      const plain = { ...options, register: false };
      const { result } = blendAnswer(picture, answer, plan, coverage, plain);
      const saved = await decodePng(new Uint8Array(await (await encodePng(result)).arrayBuffer()));
      expect(changedOutside(picture, saved, plan.crop, coverage)).toBe(0);
      const count = countChangedOutside(picture, saved, plan.crop, coverage, options.featherPx);
      expect(count.changed).toBe(0);
      expect(count.total).toBeGreaterThan(70_000);
      expect(saved.data).not.toEqual(picture.data);
      picture = saved;
    }
  });

  it('leaves the original as it was, for the next variant', () => {
    const original = noise8(320, 240);
    const before = original.data.slice();
    const { plan, coverage } = discPlan(160, 120, 20);
    const { result } = blendAnswer(
      original,
      cropRaster(original, plan.crop),
      plan,
      coverage,
      options,
    );
    expect(original.data).toEqual(before);
    expect(result).not.toBe(original);
  });

  it('measures and undoes the shift of a redrawn picture', () => {
    const original = render(scene, 320, 240);
    const { plan, coverage } = discPlan(160, 120, 20);
    const moved = cropRaster(render(scene, 320, 240, { dx: 3, dy: -2, tint: 5 }), plan.crop);
    const { registration } = blendAnswer(original, moved, plan, coverage, options);
    expect(Math.abs((registration?.dx ?? 0) - 3)).toBeLessThan(0.1);
    expect(Math.abs((registration?.dy ?? 0) + 2)).toBeLessThan(0.1);
    expect(registration?.confidence).toBeGreaterThan(0.9);
  });

  it('refuses an answer that shows another picture around the mask', () => {
    const original = render(scenes['fine detail'] ?? scene, 320, 240);
    const { plan, coverage } = discPlan(160, 120, 20);
    const other = cropRaster(render(scenes['a fence'] ?? scene, 320, 240), plan.crop);
    expect(() => blendAnswer(original, other, plan, coverage, options)).toThrow(
      expect.objectContaining({ code: 'answer-reframed' }),
    );
    const anyway = { ...options, register: false };
    const { result } = blendAnswer(original, other, plan, coverage, anyway);
    expect(changedOutside(original, result, plan.crop, coverage)).toBe(0);
  });

  it.each([
    ['of another shape', flat8(128, 96, [9, 9, 9, 255]), 'answer-misfit'],
    ['of one pixel', flat8(1, 1, [9, 9, 9, 255]), 'answer-misfit'],
    ['without a visible pixel', flat8(128, 128, [9, 9, 9, 0]), 'answer-empty'],
  ])('refuses an answer %s', (_, answer, code) => {
    const { plan, coverage } = discPlan(160, 120, 20);
    expect(() => blendAnswer(noise8(320, 240), answer, plan, coverage, options)).toThrow(
      expect.objectContaining({ code }),
    );
  });

  it('scales an answer of the same shape and takes alpha just under full as full', () => {
    const { plan, coverage } = discPlan(160, 120, 20);
    const plain = { ...options, register: false, matchColour: false, seamless: false };
    const large = flat8(256, 256, [9, 99, 199, 254]);
    const { result } = blendAnswer(flat8(320, 240, [0, 0, 0, 255]), large, plan, coverage, plain);
    const at = 4 * (120 * 320 + 160);
    expect([...result.data.subarray(at, at + 4)]).toEqual([9, 99, 199, 255]);
  });

  it('changes nothing for a mask without a pixel', () => {
    const original = noise8(320, 240);
    const { plan, coverage } = discPlan(160, 120, 20);
    const empty = { ...coverage, data: new Uint8ClampedArray(coverage.data.length) };
    const { result } = blendAnswer(original, noise8(128, 128), plan, empty, options);
    expect(result.data).toEqual(original.data);
  });
});
