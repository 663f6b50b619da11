import { describe, expect, it } from 'vitest';
import { type FillOptions, fillHole } from '../../../utils/fill/complete';
import { copyRaster, type Raster, type Raster8, toRaster16 } from '../../../utils/pixels/raster';
import { drawCase } from '../../fill-quality/scenes';
import { faultsOf } from './fill-faults';
import { backgrounds, brushed, drawn, sceneSize } from './fill-scenes';

const hole = brushed();
const noBan = () => new Uint8Array(sceneSize.width * sceneSize.height);

function run<T>(work: Generator<number, T>): { value: T; shares: number[] } {
  const shares: number[] = [];
  for (;;) {
    const step = work.next();
    if (step.done) return { value: step.value, shares };
    shares.push(step.value);
  }
}

function filled(picture: Raster, options: Partial<FillOptions> = {}, banned = noBan()): Raster {
  const work = fillHole({ picture, hole, banned }, { seed: 1, method: 'anywhere', ...options });
  const { value } = run(work);
  if (!value) throw new Error('Nothing to copy from');
  return value;
}

/** Pictures filled badly, to see that the measures would notice. */
const badFillers: Record<string, (picture: Raster8, hole: Uint8Array) => Raster8> = {
  'the mean colour of the picture': (picture, hole) => {
    const out = copyRaster(picture) as Raster8;
    const mean = [0, 1, 2].map((c) => picture.data.filter((_, i) => i % 4 === c).reduce((a, b) => a + b, 0) / hole.length); // biome-ignore format: one line
    hole.forEach((isHole, i) => {
      if (isHole) out.data.set(mean, 4 * i);
    });
    return out;
  },
  'diffusion from the edge': (picture, hole) => {
    const out = copyRaster(picture) as Raster8;
    const { width } = picture;
    for (let round = 0; round < 400; round += 1)
      for (let i = 0; i < hole.length; i += 1) {
        if (!hole[i]) continue;
        for (let c = 0; c < 3; c += 1)
          out.data[4 * i + c] = [i - 1, i + 1, i - width, i + width].reduce((sum, at) => sum + (out.data[4 * at + c] ?? 0), 0) / 4; // biome-ignore format: one line
      }
    return out;
  },
  'a copy of what stands beside it': (picture, hole) => moved(picture, hole, 72, 0),
  'a copy from far above': (picture, hole) => moved(picture, hole, 0, -56),
  'the thing as it was': (picture) => picture,
};

function moved(picture: Raster8, hole: Uint8Array, x: number, y: number): Raster8 {
  const out = copyRaster(picture) as Raster8;
  hole.forEach((isHole, i) => {
    const from = 4 * (i + y * picture.width + x);
    if (isHole) out.data.set(picture.data.subarray(from, from + 4), 4 * i);
  });
  return out;
}

describe.each(Object.entries(backgrounds))('behind a thing in front of %s', (_, background) => {
  const { truth, picture } = drawn(background);

  it.each([
    ['anywhere', 1],
    ['anywhere', 2],
    ['by-offsets', 1],
  ] as const)('the surroundings go on (%s, seed %i)', (method, seed) => {
    expect(faultsOf(filled(picture, { method, seed }), truth, picture, hole)).toEqual([]);
  });

  it.each(Object.entries(badFillers))('%s would be noticed', (_name, fill) => {
    expect(faultsOf(fill(picture, hole), truth, picture, hole)).not.toEqual([]);
  });

  it('the truth itself would pass', () => {
    expect(faultsOf(moved(truth, hole, 0, 0), truth, truth, hole)).toEqual([]);
  });
});

describe('a filling', () => {
  const { picture } = drawn(backgrounds.grass as (typeof backgrounds)[string]);

  it('is the same for the same seed and another one for another', () => {
    const once = filled(picture, { seed: 5 });
    expect(filled(picture, { seed: 5 }).data).toEqual(once.data);
    expect(filled(picture, { seed: 6 }).data).not.toEqual(once.data);
  });

  it('tells of its progress from 0 to 1, never back', () => {
    const { shares } = run(
      fillHole({ picture, hole: hole, banned: noBan() }, { seed: 1, method: 'anywhere' }),
    );
    expect(shares.length).toBeGreaterThan(20);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[0]).toBeLessThan(0.1);
    expect(shares.at(-1)).toBeGreaterThan(0.95);
    expect(shares.at(-1)).toBeLessThanOrEqual(1 + 1e-9);
  });

  it('leaves the picture that it was given as it is', () => {
    const before = picture.data.slice();
    filled(picture);
    expect(picture.data).toEqual(before);
  });

  it('copies nothing from where the user said not to', () => {
    // Left half blue, right half green: the hole in the middle could take either.
    const { width, height } = sceneSize;
    const halves = copyRaster(picture) as Raster8;
    const isLeft = (i: number) => i % width < width / 2;
    for (let i = 0; i < width * height; i += 1)
      halves.data.set(
        isLeft(i) ? [30, 60 + (i % 7), 200, 255] : [40, 180 + (i % 5), 60, 255],
        4 * i,
      );
    const banned = Uint8Array.from({ length: width * height }, (_, i) => (isLeft(i) && !hole[i] ? 1 : 0)); // biome-ignore format: one line
    const blue = (raster: Raster) =>
      hole.reduce((sum, isHole, i) => sum + (isHole && (raster.data[4 * i + 2] ?? 0) > 130 ? 1 : 0), 0); // biome-ignore format: one line
    expect(blue(filled(halves))).toBeGreaterThan(300);
    expect(blue(filled(halves, {}, banned))).toBe(0);
  });

  it('copies from a strip that is left, however narrow, and nothing of what lies around it', () => {
    const { width, height } = sceneSize;
    // Blue all over but for a green strip that is as wide as few patches.
    const isStrip = (i: number) => i % width >= 150 && i % width < 161;
    const striped = copyRaster(picture) as Raster8;
    for (let i = 0; i < width * height; i += 1)
      striped.data.set(isStrip(i) ? [40, 180 + (i % 5), 60, 255] : [30, 60, 200, 255], 4 * i);
    const banned = Uint8Array.from({ length: width * height }, (_, i) => (isStrip(i) || hole[i] ? 0 : 1)); // biome-ignore format: one line
    const { data } = filled(striped, {}, banned);
    for (let i = 0; i < hole.length; i += 1)
      if (hole[i]) expect([i, (data[4 * i + 1] ?? 0) > 110]).toEqual([i, true]);
  });

  it('keeps 16 bits: samples between the steps of 8 stay between them', () => {
    const deep = toRaster16(picture);
    for (let i = 0; i < deep.data.length; i += 1) if (i % 4 < 3) deep.data[i] = Math.max(0, (deep.data[i] ?? 0) - (i % 200)); // biome-ignore format: one line
    const out = filled(deep);
    expect(out.bitDepth).toBe(16);
    const fine = hole.reduce((sum, isHole, i) => sum + (isHole && (out.data[4 * i] ?? 0) % 257 !== 0 ? 1 : 0), 0); // biome-ignore format: one line
    expect(fine).toBeGreaterThan(1000);
  });

  it('copies alpha with its colour', () => {
    const clear = copyRaster(picture) as Raster8;
    for (let i = 3; i < clear.data.length; i += 4) clear.data[i] = 90;
    const out = filled(clear);
    expect(new Set(out.data.filter((_, i) => i % 4 === 3))).toEqual(new Set([90]));
  });
});

describe('awkward pictures', () => {
  const flat = (width: number, height: number): Raster8 => ({
    ...{ width, height, bitDepth: 8 },
    data: new Uint8ClampedArray(4 * width * height).fill(120),
  });
  const outcome = (
    picture: Raster8,
    hole: Uint8Array<ArrayBuffer>,
    method: FillOptions['method'] = 'anywhere',
  ) => run(fillHole({ picture, hole, banned: new Uint8Array(hole.length) }, { seed: 1, method })).value; // biome-ignore format: one call

  it.each([
    ['of one colour', 120, 90],
    ['1 px high', 90, 1],
    ['of 5 x 5 px', 5, 5],
    ['long and narrow', 4000, 20],
  ])('one %s is filled with what it is made of', (_, width, height) => {
    const hole = new Uint8Array(width * height);
    const middle = Math.floor(height / 2) * width + Math.floor(width / 2);
    hole.fill(1, middle, middle + 2);
    const picture = flat(width, height);
    const painted = copyRaster(picture) as Raster8;
    painted.data.fill(255, 4 * middle, 4 * middle + 8);
    expect(outcome(painted, hole)?.data).toEqual(picture.data);
  });

  it('one that is all hole has nothing to copy from', () => {
    expect(outcome(flat(1, 1), Uint8Array.of(1))).toBeUndefined();
    expect(outcome(flat(60, 60), new Uint8Array(3600).fill(1))).toBeUndefined();
  });

  it('one with a hole at all four edges is filled from its middle', () => {
    const size = 90;
    const hole = Uint8Array.from({ length: size * size }, (_, i) => {
      const [x, y] = [i % size, Math.floor(i / size)];
      return x < 12 || y < 12 || x >= size - 12 || y >= size - 12 ? 1 : 0;
    });
    const painted = flat(size, size);
    hole.forEach((isHole, i) => {
      if (isHole) painted.data.set([255, 0, 0, 255], 4 * i);
    });
    const out = outcome(painted, hole);
    expect(new Set(out?.data)).toEqual(new Set([120]));
  });

  it.each(['anywhere', 'by-offsets'] as const)(
    'one with a thing at its corner is filled as if the thing had another colour (%s)',
    (method) => {
      const { truth } = drawCase('lawn', 'ball', 0.05);
      const { width, height } = truth;
      const hole = Uint8Array.from({ length: width * height }, (_, i) => (i % width < 40 && i < 40 * width ? 1 : 0)); // biome-ignore format: one list
      const [red, blue] = [
        [255, 0, 0],
        [0, 0, 255],
      ].map((colour) => {
        const painted = copyRaster(truth) as Raster8;
        hole.forEach((isHole, i) => {
          if (isHole) painted.data.set(colour, 4 * i);
        });
        return outcome(painted, hole, method);
      });
      expect(red).toEqual(blue);
      expect(red?.data).not.toEqual(truth.data);
    },
  );
});
