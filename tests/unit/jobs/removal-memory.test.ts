import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { encodePng } from '../../../utils/codecs/png-write';
import { packDrawing } from '../../../utils/drawing/steps';
import { removalFiles } from '../../../utils/jobs/removal-files';
import { type Raster8, toRaster16 } from '../../../utils/pixels/raster';
import { randomNumbers } from '../codecs/random';

/** Large beside what is filled, so that only what holds all of the picture is as large as it. */
const size = { width: 1200, height: 900 };
const step = { kind: 'rectangle', mode: 'add', rect: { x: 560, y: 400, width: 40, height: 40 } } as const; // biome-ignore format: one step

/** Bytes of each typed array that was made, views of others left out. */
let made: number[] = [];

type TypedArrayClass = new (...parts: never[]) => ArrayBufferView;

/** A class of typed arrays of which each one that takes memory of its own is noted; copies by `slice` are made by it, too. */
const noted = (base: TypedArrayClass): TypedArrayClass =>
  class extends base {
    constructor(...parts: never[]) {
      super(...parts);
      const [first] = parts as unknown[];
      if (!(first instanceof ArrayBuffer)) made.push(this.byteLength);
    }
  };

const classes = { Uint8Array, Uint8ClampedArray, Uint16Array, Uint32Array, Float32Array, Float64Array }; // biome-ignore format: one list

beforeEach(() => {
  made = [];
});
afterEach(() => vi.unstubAllGlobals());

function photo(): Raster8 {
  const random = randomNumbers(3);
  const data = new Uint8ClampedArray(4 * size.width * size.height);
  for (let i = 0; i < data.length; i += 4)
    data.set([90 + 40 * random(), 120 + (i % 31), 60 + 20 * random(), 255], i);
  return { ...size, bitDepth: 8, data };
}

it.each([8, 16])('a removal holds a picture of %i bits a sample once, however many files are made', async (bitDepth) => {
  const picture = bitDepth === 16 ? toRaster16(photo()) : photo();
  const file = await encodePng(picture);
  for (const [name, base] of Object.entries(classes)) vi.stubGlobal(name, noted(base));
  const request = {
    ...{ file, image: size, featherPx: 6, drawing: packDrawing([step]) },
    variants: [
      { seed: 1, method: 'anywhere' },
      { seed: 2, method: 'by-offsets' },
    ],
  } as const;
  const counts: unknown[] = [];
  const never = new AbortController().signal;
  for await (const { changedOutside } of removalFiles(never, request, () => undefined))
    counts.push(changedOutside?.changed);
  expect(counts).toEqual([0, 0]);
  const { byteLength } = picture.data;
  // One of a byte a pixel would be a quarter of it: a mask of all of the picture, where the strokes' part will do.
  expect(made.filter((bytes) => bytes >= byteLength / 4)).toEqual([byteLength]);
}); // biome-ignore format: one test
