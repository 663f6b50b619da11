import { describe, expect, it } from 'vitest';
import { viewOf } from '../../../utils/base/bytes';
import { decodeRaster } from '../../../utils/codecs/decode';
import { encodePng } from '../../../utils/codecs/png-write';
import { toSpaceOf, toSrgb } from '../../../utils/codecs/shown-colours';
import type { ColourChunk, IccProfile, Raster8 } from '../../../utils/pixels/raster';
import { type Columns, matrixProfile } from '../../unit/codecs/matrix-profile';
import { adobeColumns, adobeRgb } from '../blend/adobe-rgb';
import { fixture } from './fixture';

/** Every 15th level of each channel: 18 x 18 x 18 colours. */
const cube: Raster8 = {
  bitDepth: 8,
  width: 18 * 18,
  height: 18,
  data: Uint8ClampedArray.from({ length: 4 * 18 ** 3 }, (_, i) => {
    const pixel = Math.floor(i / 4);
    return i % 4 === 3 ? 255 : 15 * (Math.floor(pixel / 18 ** (i % 4)) % 18);
  }),
};

const [red, green, blue] = adobeColumns;

/** ROMM RGB (ISO 22028-2). */
const proPhoto: Columns = [
  [0.7977, 0.288, 0],
  [0.1352, 0.7119, 0],
  [0.0313, 0.0001, 0.8249],
];

async function displayP3(): Promise<IccProfile> {
  const { iccProfile } = await decodeRaster(await fixture('display-p3.jpg'));
  if (!iccProfile) throw new Error('the fixture has lost its profile');
  return iccProfile;
}

function chunk(type: string, numbers: readonly number[]): ColourChunk {
  const data = new Uint8Array(4 * numbers.length);
  for (const [i, number] of numbers.entries()) viewOf(data).setUint32(4 * i, number);
  return { type, data };
}

const adobePrimaries = [31_270, 32_900, 64_000, 33_000, 21_000, 71_000, 15_000, 6_000];

type Colours = Pick<Raster8, 'iccProfile' | 'colourChunks'>;

const spaces: Readonly<Record<string, () => Promise<Colours> | Colours>> = {
  'Display P3': async () => ({ iccProfile: await displayP3() }),
  'Adobe RGB': () => ({ iccProfile: adobeRgb() }),
  'ProPhoto-like': () => ({ iccProfile: matrixProfile(proPhoto, 1.8) }),
  'swapped channels': () => ({ iccProfile: matrixProfile([green, blue, red], 2.2) }),
  'gamma and primaries': () => ({
    colourChunks: [chunk('gAMA', [45_455]), chunk('cHRM', adobePrimaries)],
  }),
  'cICP of Display P3': () => ({
    colourChunks: [{ type: 'cICP', data: Uint8Array.of(12, 13, 0, 1) }],
  }),
};

/** What the browser shows, in sRGB. */
async function shown(png: Blob): Promise<Uint8ClampedArray> {
  const bitmap = await createImageBitmap(png);
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
}

function differences(a: ArrayLike<number>, b: ArrayLike<number>) {
  const all = Array.from(a, (value, i) => Math.abs(value - (b[i] ?? 0)));
  return { most: Math.max(...all), mean: all.reduce((sum, one) => sum + one, 0) / all.length };
}

describe.each(Object.entries(spaces))('%s', (_, make) => {
  it('is sent as the browser shows it, within a level', async () => {
    const raster = { ...cube, ...(await make()) };
    const sent = toSrgb(raster);
    const { most, mean } = differences(sent.data, await shown(await encodePng(raster)));
    expect(most).toBeLessThanOrEqual(1);
    expect(mean).toBeLessThan(0.1);
    // A picture that is only relabelled would pass for none of these spaces.
    expect(differences(sent.data, cube.data).most).toBeGreaterThan(20);
    expect(sent).toMatchObject({ iccProfile: undefined, colourChunks: undefined });
  });

  it('takes an answer back so that the browser shows what the server made', async () => {
    const colours = await make();
    const answer = { ...cube, data: cube.data.map((v, i) => (i % 4 === 3 ? v : 64 + v / 2)) };
    const back = toSpaceOf({ ...cube, ...colours }, answer);
    const { most, mean } = differences(answer.data, await shown(await encodePng(back)));
    expect(back).toMatchObject(colours);
    expect(most).toBeLessThanOrEqual(3);
    expect(mean).toBeLessThan(0.3);
  });
});
