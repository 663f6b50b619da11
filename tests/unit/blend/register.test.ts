import { describe, expect, it } from 'vitest';
import { featherWeights } from '../../../utils/blend/feather';
import { measureRegistration } from '../../../utils/blend/register';
import { disc } from './rasters';
import { type Redrawing, render, type Scene } from './scene';

const size = { width: 640, height: 400 };
const crop = { x: 0, y: 0, ...size };
const weights = featherWeights(disc(size.width, size.height, 320, 200, 60), 12);

/** Waves of nearly one length: every wrong place looks somewhat like the right one. */
const waves: Scene = (x, y) => {
  const tone =
    128 +
    34 * Math.sin(x / 7.3 + 3 * Math.sin(y / 31)) * Math.sin(y / 5.9 + 2 * Math.sin(x / 47)) +
    40 * Math.sin((x + 2 * y) / 83);
  return [tone, 0.8 * tone + 0.02 * x, 0.6 * tone + 20];
};

/** Reds and greens of one luma: nothing to go by in black and white. */
const hues: Scene = (x, y) => {
  const red =
    118 + 60 * Math.sin(x / 13 + 2 * Math.sin(y / 23)) * Math.sin(y / 11 + 2 * Math.sin(x / 37));
  return [red, (110 - 0.299 * red) / 0.587, 0];
};

const measured = (scene: Scene, how: Redrawing) =>
  measureRegistration(
    render(scene, size.width, size.height),
    crop,
    render(scene, size.width, size.height, { tint: 5, ...how }),
    weights,
  );

/** How far off the measure is at the mask's edge, px. */
const errorOf = (
  { dx, dy, scale }: { dx: number; dy: number; scale: number },
  how: Redrawing,
): number =>
  Math.hypot(dx - (how.dx ?? 0), dy - (how.dy ?? 0)) + Math.abs(scale - (how.scale ?? 1)) * 72;

describe('where an answer lies', () => {
  it.each<Redrawing>([
    { dx: 2.4, dy: -3 },
    { dx: 12, dy: 9 },
    { scale: 0.95, dx: 3, dy: 2 },
    { scale: 1.05 },
  ])('is measured where it is near: %o', (how) => {
    const found = measured(waves, how);
    expect(found.fits).toBe(true);
    expect(errorOf(found, how)).toBeLessThan(0.5);
  });

  it.each([0.8, 0.9, 1.08, 1.12, 1.15, 1.2, 1.25, 1.3])(
    'is no place to take anything from where the picture was reframed: %s times as large',
    (scale) => {
      expect(measured(waves, { scale }).fits).toBe(false);
    },
  );

  it.each<[Redrawing]>([[{ dx: 3, dy: -2 }], [{ scale: 1.04, dx: 1.5 }]])(
    'is measured by colour where brightness is the same everywhere: %o',
    (how) => {
      const found = measured(hues, how);
      expect(found.confidence).toBeGreaterThan(0.9);
      expect(errorOf(found, how)).toBeLessThan(0.5);
    },
  );
});
