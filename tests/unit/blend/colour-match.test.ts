import { describe, expect, it } from 'vitest';
import { blendAnswer } from '../../../utils/blend/blend-answer';
import { countChangedOutside } from '../../../utils/blend/changed-pixels';
import type { Raster } from '../../../utils/pixels/raster';
import type { CropPlan } from '../../../utils/plan/crop';
import { disc } from './rasters';

const [width, height] = [320, 240];
const mask = disc(width, height, 160, 120, 80);
const plan: CropPlan = {
  crop: { x: 0, y: 0, width, height },
  requestSize: { width, height },
  scale: { x: 1, y: 1 },
};

/** A grey picture whose tone is a function of x. */
function toned(toneAt: (x: number) => number): Raster {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let i = 0; i < width * height; i += 1) {
    const tone = toneAt(i % width);
    data.set([tone, tone, tone, 255], 4 * i);
  }
  return { width, height, bitDepth: 8, data };
}

const original = toned(() => 100);
/** Darker by 10 at the mask's left edge, by 30 at its right one. */
const answer = toned((x) => 100 - (10 + (20 * (x - 80)) / 160));

/** The result's tones at the mask's left edge, in its middle and at its right edge. */
function blended(matchColour: boolean, seamless: boolean): number[] {
  const options = { featherPx: 0, register: false, matchColour, seamless };
  const { result } = blendAnswer(original, answer, plan, mask, options);
  expect(countChangedOutside(original, result, plan.crop, mask, options.featherPx).changed).toBe(0);
  return [81, 160, 239].map((x) => result.data[4 * (120 * width + x)] ?? 0);
}

/** Within 3.5 of 255 steps. */
const near = (tones: readonly number[]) => tones.map((tone) => expect.closeTo(tone, -0.845));

describe('an answer that is darker than its surroundings, more so to the right', () => {
  it('comes as it is with neither', () => {
    expect(blended(false, false)).toEqual(near([90, 80, 70]));
  });

  it('loses its tint by matching colours alone, as it changes from left to right', () => {
    expect(blended(true, false)).toEqual(near([100, 100, 100]));
  });

  it('has no seam and keeps its own tone inside by blending the edge alone', () => {
    expect(blended(false, true)).toEqual(near([100, 80, 100]));
  });

  it('is as light as its surroundings everywhere with both', () => {
    expect(blended(true, true)).toEqual(near([100, 100, 100]));
  });
});
