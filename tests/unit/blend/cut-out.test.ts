import { describe, expect, it } from 'vitest';
import { cutOut as cutOutInSteps, type Matte, matteOf } from '../../../utils/blend/cut-out';
import type { MaskStep } from '../../../utils/drawing/steps';
import { copyRaster, type Raster, toRaster16 } from '../../../utils/pixels/raster';
import type { CutOut } from '../../../utils/plan/options';
import { flat8, noise8, noise16 } from './rasters';

const size = { width: 80, height: 60 };
const ellipse: MaskStep = {
  kind: 'ellipse',
  mode: 'add',
  rect: { x: 20, y: 12, width: 41.3, height: 34.7 },
};
const red = [200, 40, 30, 255] as const;
const green = [20, 200, 60, 255] as const;

/** All of it at once. */
function cutOut(picture: Raster, matte: Matte, how: CutOut): Raster {
  const work = cutOutInSteps(picture, matte, how);
  let step = work.next();
  while (!step.done) step = work.next();
  return step.value;
}

const pixel = ({ data, width }: Raster, x: number, y: number) => [
  ...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4),
];

/** How much of each pixel of the picture is masked, 0…65,535. */
function weightsOf({ region, weights }: Matte): number[] {
  const all = new Array<number>(size.width * size.height).fill(0);
  for (const [i, weight] of weights.entries()) {
    const [x, y] = [i % region.width, Math.floor(i / region.width)];
    all[(region.y + y) * size.width + region.x + x] = weight;
  }
  return all;
}

/** A red thing on green whose edge is mixed with what is behind it, as an honest camera would. */
function thing(matte: Matte): Raster {
  const picture = flat8(size.width, size.height, green);
  for (const [i, weight] of weightsOf(matte).entries())
    for (let channel = 0; channel < 3; channel += 1)
      picture.data[4 * i + channel] =
        ((red[channel] ?? 0) * weight + (green[channel] ?? 0) * (65_535 - weight)) / 65_535;
  return picture;
}

const sharp = matteOf([ellipse], size, 0);

describe.each([0, 9])('with a feather of %i px', (featherPx) => {
  const matte = matteOf([ellipse], size, featherPx);
  const weights = weightsOf(matte);

  it.each([noise8(80, 60), noise16(80, 60)])(
    'keeps what is wholly masked bit for bit, clears what is wholly outside',
    (picture) => {
      const before = copyRaster(picture);
      const kept = cutOut(picture, matte, 'keep');
      const cleared = cutOut(picture, matte, 'clear');
      const white = cutOut(picture, matte, 'white');
      const maximum = picture.bitDepth === 16 ? 65_535 : 255;
      let [inside, outside, between] = [0, 0, 0];
      for (const [i, weight] of weights.entries()) {
        const at = (raster: Raster) => [...raster.data.subarray(4 * i, 4 * i + 4)];
        if (weight === 65_535) {
          inside += 1;
          expect([at(kept), at(white), at(cleared)]).toEqual([
            at(before),
            at(before),
            [0, 0, 0, 0],
          ]);
        } else if (weight === 0) {
          outside += 1;
          expect(at(cleared)).toEqual(at(before));
          expect(at(kept)).toEqual([0, 0, 0, 0]);
          expect(at(white)).toEqual(new Array(4).fill(maximum));
        } else {
          between += 1;
          const alpha = Math.round((maximum * weight) / 65_535);
          expect(at(kept)[3]).toBe(alpha);
          expect(Math.abs((at(cleared)[3] ?? 0) - (maximum - alpha))).toBeLessThanOrEqual(1);
          expect(at(white)[3]).toBe(maximum);
        }
      }
      expect(Math.min(inside, outside, between)).toBeGreaterThan(100);
      expect(picture.data).toEqual(before.data);
      expect(kept.bitDepth).toBe(picture.bitDepth);
    },
  );
});

it('no halo of the background is left at the edge, nor of the thing in what is around it', () => {
  const picture = thing(sharp);
  const kept = cutOut(picture, sharp, 'keep');
  const cleared = cutOut(picture, sharp, 'clear');
  const white = cutOut(picture, sharp, 'white');
  let partly = 0;
  for (const [i, weight] of weightsOf(sharp).entries()) {
    const [x, y] = [i % size.width, Math.floor(i / size.width)];
    if (pixel(kept, x, y)[3] !== 0) expect(pixel(kept, x, y).slice(0, 3)).toEqual(red.slice(0, 3));
    if (pixel(cleared, x, y)[3] !== 0)
      expect(pixel(cleared, x, y).slice(0, 3)).toEqual(green.slice(0, 3));
    if (weight === 0 || weight === 65_535) continue;
    partly += 1;
    const share = weight / 65_535;
    for (let channel = 0; channel < 3; channel += 1)
      expect(Math.abs((pixel(white, x, y)[channel] ?? 0) - ((red[channel] ?? 0) * share + 255 * (1 - share)))).toBeLessThan(1); // biome-ignore format: one line
  }
  expect(partly).toBeGreaterThan(100);
});

it('a wide fade takes its colours from further inside than the mixed edge of the thing', () => {
  const picture = thing(sharp); // the mixed pixels of half coverage and more are kept wholly by a feather
  const wide = matteOf([ellipse], size, 9);
  const kept = cutOut(picture, wide, 'keep');
  for (const [i, weight] of weightsOf(wide).entries())
    if (weight > 1000 && weight < 65_535)
      expect([...kept.data.subarray(4 * i, 4 * i + 3)]).toEqual(red.slice(0, 3));
});

it('a hair keeps its own colour where the body it grows from has another', () => {
  const picture = flat8(80, 60, green);
  const body = { x: 10, y: 10, width: 20, height: 40 };
  const hair = { x: 30, y: 30, width: 40, height: 1 };
  for (const [rect, colour] of [[body, red], [hair, [10, 10, 200, 255]]] as const) // biome-ignore format: one list
    for (let y = rect.y; y < rect.y + rect.height; y += 1)
      for (let x = rect.x; x < rect.x + rect.width; x += 1)
        picture.data.set(colour, 4 * (y * 80 + x));
  const steps = [body, hair].map((rect) => ({ kind: 'rectangle', mode: 'add', rect }) as const);
  const kept = cutOut(picture, matteOf(steps, size, 4), 'keep');
  expect(pixel(kept, 60, 30)).toEqual([10, 10, 200, 255]);
  expect(pixel(kept, 60, 31).slice(0, 3)).toEqual([10, 10, 200]);
  expect(pixel(kept, 8, 30).slice(0, 3)).toEqual(red.slice(0, 3));
});

/** The largest difference between neighbours in a row, outside of the mask. */
function detailOutside({ data }: Raster): number {
  let most = 0;
  for (const [i, weight] of weightsOf(sharp).entries())
    if (weight === 0 && i % size.width < 10 && i > 0 && i % size.width > 0)
      most = Math.max(most, Math.abs((data[4 * i] ?? 0) - (data[4 * i - 4] ?? 0)));
  return most;
}

describe('a blurred background', () => {
  it.each([noise8(80, 60), noise16(80, 60)])(
    'keeps what is wholly masked bit for bit, and has no detail',
    (picture) => {
      const blurred = cutOut(picture, sharp, 'blur');
      for (const [i, weight] of weightsOf(sharp).entries())
      if (weight === 65_535)
        expect([...blurred.data.subarray(4 * i, 4 * i + 4)]).toEqual([...picture.data.subarray(4 * i, 4 * i + 4)]); // biome-ignore format: one line
      expect(detailOutside(picture)).toBeGreaterThan(picture.bitDepth === 16 ? 50_000 : 200);
      expect(detailOutside(blurred)).toBeLessThan(picture.bitDepth === 16 ? 12_000 : 48);
      expect(blurred.data.every((sample, i) => i % 4 < 3 || sample === (picture.bitDepth === 16 ? 65_535 : 255))).toBe(true); // biome-ignore format: one line
    },
  );

  it('nothing of the thing bleeds into it: an even background stays as it is up to the edge', () => {
    const matte = matteOf([ellipse], size, 2); // wide enough for all of the mixed edge
    const blurred = cutOut(thing(sharp), matte, 'blur');
    for (const [i, weight] of weightsOf(matte).entries()) {
      if (weight !== 0) continue;
      for (let channel = 0; channel < 4; channel += 1)
        expect(Math.abs((blurred.data[4 * i + channel] ?? 0) - (green[channel] ?? 0))).toBeLessThan(2); // biome-ignore format: one line
    }
  });

  it('what is clear around it stays clear', () => {
    const picture = flat8(80, 60, [0, 0, 0, 0]);
    expect(cutOut(picture, sharp, 'blur').data.every((sample) => sample === 0)).toBe(true);
  });
});

it('what was transparent stays so, and is white over white', () => {
  const picture = flat8(80, 60, [200, 40, 30, 51]);
  expect(pixel(cutOut(picture, sharp, 'keep'), 40, 30)).toEqual([200, 40, 30, 51]);
  expect(pixel(cutOut(picture, sharp, 'white'), 40, 30)).toEqual([244, 212, 210, 255]);
});

it('a mask over everything keeps all, or leaves nothing', () => {
  const all = matteOf([{ kind: 'invert' }], size, 12);
  const picture = noise8(80, 60);
  expect(cutOut(picture, all, 'keep').data).toEqual(picture.data);
  expect(cutOut(picture, all, 'clear').data.every((sample) => sample === 0)).toBe(true);
});

it('keeps the profile', () => {
  const iccProfile = { name: 'Display P3', bytes: new Uint8Array([1, 2, 3]) };
  const picture = { ...toRaster16(noise8(80, 60)), iccProfile };
  expect(cutOut(picture, sharp, 'keep').iccProfile).toBe(iccProfile);
});

it('without a mask there is nothing to cut out', () => {
  expect(() => matteOf([], size, 4)).toThrow('mask-empty');
});
