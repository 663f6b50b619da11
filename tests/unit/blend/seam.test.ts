import { describe, expect, it } from 'vitest';
import { blendAnswer } from '../../../utils/blend/blend-answer';
import { squaredDistances } from '../../../utils/pixels/distance';
import type { Raster } from '../../../utils/pixels/raster';
import type { CropPlan } from '../../../utils/plan/crop';
import { disc } from './rasters';
import { type Redrawing, render, scenes } from './scene';
import { seamEnergy } from './seam-metric';

const [width, height] = [320, 240];
const feather = 12;
const mask = disc(width, height, 160, 120, 48);
const plan: CropPlan = {
  crop: { x: 0, y: 0, width, height },
  requestSize: { width, height },
  scale: { x: 1, y: 1 },
};

/** From a little inside the strokes to a little outside the feather. */
const band = (() => {
  const outside = squaredDistances(mask, (i) => mask.data[i] === 255);
  const inside = squaredDistances(mask, (i) => mask.data[i] === 0);
  return Uint8Array.from(outside, (away, i) =>
    away <= (feather + 2) ** 2 && (inside[i] ?? 0) <= 16 ? 1 : 0,
  );
})();

function energyOf(original: Raster, answer: Raster, featherPx: number, corrected: boolean): number {
  const options = { featherPx, register: corrected, matchColour: corrected, seamless: corrected };
  return seamEnergy(original, blendAnswer(original, answer, plan, mask, options).result, band);
}

const redrawings: readonly Redrawing[] = [
  { tint: 5 },
  { tint: 12 },
  { tint: 20 },
  { tint: -15 },
  { tint: 5, dx: 2, dy: -3 },
  { tint: 5, dx: -3, dy: 2, noise: 3 },
  { tint: 8, dx: 0.5, dy: 1.3 },
  { tint: 20, dx: 4, dy: -4, noise: 2 },
  { tint: 5, dx: 1, dy: 2, scale: 1.03 },
];

const cases = Object.entries(scenes).flatMap(([name, scene]) =>
  redrawings.map((how): [string, string, (typeof scenes)[string], Redrawing] => [
    name,
    JSON.stringify(how),
    scene,
    how,
  ]),
);

describe('the default blending', () => {
  it.each(cases)('leaves less of a seam than a paste or a feather: %s, %s', (_, __, scene, how) => {
    const original = render(scene, width, height);
    const answer = render(scene, width, height, how);
    const paste = energyOf(original, answer, 0, false);
    const feathered = energyOf(original, answer, feather, false);
    const blended = energyOf(original, answer, feather, true);
    expect(blended).toBeLessThan(paste);
    expect(blended).toBeLessThan(feathered);
  });
});
