import type { Raster8 } from '../../../utils/pixels/raster';
import { type Scene, smoothNoise } from '../../fidelity/scenes';
import { randomNumbers } from '../codecs/random';

export const sceneSize = { width: 200, height: 160 } as const;
const { width, height } = sceneSize;

/** What stands in the view, px: a disc, red where nothing else is. */
export const thing = { x: 96, y: 84, radius: 22 } as const;
/** What was brushed over: the thing and some px around it. */
const brushRadius = thing.radius + 4;

const isIn = (x: number, y: number, at: { x: number; y: number }, radius: number): boolean =>
  (x - at.x) ** 2 + (y - at.y) ** 2 < radius ** 2;

/** 1 for each px that was brushed over. */
export const brushed = (): Uint8Array<ArrayBuffer> =>
  Uint8Array.from({ length: width * height }, (_, i) =>
    isIn(i % width, Math.floor(i / width), thing, brushRadius) ? 1 : 0,
  );

function grained(seed: number, scene: Scene, strength: number): Scene {
  const random = randomNumbers(seed);
  const noise = Float64Array.from({ length: width * height }, () => (random() - 0.5) * strength);
  return (x, y) => {
    const grain = noise[(y % height) * width + (x % width)] ?? 0;
    const [red, green, blue] = scene(x, y);
    return [red + grain, green + grain, blue + grain];
  };
}

function grass(): Scene {
  const [coarse, fine] = [smoothNoise(41, 7), smoothNoise(42, 2)];
  return (x, y) => {
    const tone = 22 * coarse(x, y / 2) + 30 * fine(x, y / 3);
    return [76 + 0.6 * tone, 118 + tone, 48 + 0.4 * tone];
  };
}

/** A wall below a sky: one long straight edge that goes through the thing. */
function wall(): Scene {
  const worn = smoothNoise(43, 3);
  return (x, y) => {
    if (y < 84) return [120 + 0.35 * y, 160 + 0.3 * y, 210 + 0.1 * y];
    const isJoint = (y - 84) % 12 < 2 || (x + (Math.floor((y - 84) / 12) % 2) * 10) % 20 < 2;
    const tone = 10 * worn(x, y);
    return isJoint ? [190 + tone, 184 + tone, 172 + tone] : [146 + tone, 84 + tone, 64 + tone];
  };
}

/** Surroundings in which the truth behind the thing can be guessed. */
export const backgrounds: Readonly<Record<string, Scene>> = {
  'a sky that grows lighter': grained(
    51,
    (x, y) => [96 + 0.5 * y, 140 + 0.35 * y + 0.1 * x, 205],
    5,
  ),
  grass: grass(),
  'a wall below a sky': grained(52, wall(), 4),
};

const rasterOf = (scene: Scene): Raster8 => {
  const data = new Uint8ClampedArray(4 * width * height);
  for (let y = 0, i = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, i += 4) data.set([...scene(x, y), 255], i);
  return { width, height, bitDepth: 8, data };
};

/** The same view without the thing, and with it: with another of its kind beside it, too, which a fill must not copy. */
export function drawn(background: Scene): { truth: Raster8; picture: Raster8 } {
  const twin = { x: 168, y: 84 };
  const withTwin: Scene = (x, y) => (isIn(x, y, twin, 14) ? [196, 30, 36] : background(x, y));
  const withBoth: Scene = (x, y) =>
    isIn(x, y, thing, thing.radius) ? [196, 30, 36] : withTwin(x, y);
  return { truth: rasterOf(withTwin), picture: rasterOf(withBoth) };
}
