import { describe, expect, it } from 'vitest';
import { encodePng } from '../../../utils/codecs/png-write';
import { toSpaceOfShown, toSrgbAsShown } from '../../../utils/codecs/shown-colours';
import { type Raster8, toRaster16 } from '../../../utils/pixels/raster';
import { tableProfile } from '../../unit/codecs/table-profile';

/** Every 15th level of each channel. */
const cube: Raster8 = {
  bitDepth: 8,
  width: 18 * 18,
  height: 18,
  data: Uint8ClampedArray.from({ length: 4 * 18 ** 3 }, (_, i) => {
    const pixel = Math.floor(i / 4);
    return i % 4 === 3 ? 255 : 15 * (Math.floor(pixel / 18 ** (i % 4)) % 18);
  }),
};

/** A space by a table alone: lightness and colour as Lab says them, not far from what screens show. */
const byTable = tableProfile((r, g, b) => [
  100 * (0.3 * r + 0.55 * g + 0.15 * b),
  70 * (r - g),
  60 * (0.5 * r + 0.5 * g - b),
]);

const cicp = (transfer: number) => [{ type: 'cICP', data: Uint8Array.of(9, transfer, 0, 1) }];

const spaces = {
  'a profile made of a table': { iccProfile: byTable },
  PQ: { colourChunks: cicp(16) },
  HLG: { colourChunks: cicp(18) },
} as const;

async function shown(png: Blob): Promise<Uint8ClampedArray> {
  const bitmap = await createImageBitmap(png);
  const context = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(bitmap, 0, 0);
  return context.getImageData(0, 0, bitmap.width, bitmap.height).data;
}

function differences(a: ArrayLike<number>, b: ArrayLike<number>) {
  const all = Array.from(a, (value, i) => Math.abs(value - (b[i] ?? 0)));
  /** Share of what differs by more than 3 levels. */
  const off = all.filter((one) => one > 3).length / all.length;
  return { most: Math.max(...all), mean: all.reduce((sum, one) => sum + one, 0) / all.length, off };
}

/** The colours of which no channel is near its end. */
function withoutEnds(wanted: Uint8ClampedArray, got: Uint8ClampedArray): [number[], number[]] {
  const kept: [number[], number[]] = [[], []];
  for (let i = 0; i < wanted.length; i += 4) {
    const [colour, other] = [wanted.subarray(i, i + 3), got.subarray(i, i + 3)];
    if (colour.some((value) => value < 48 || value > 250)) continue;
    kept[0].push(...colour);
    kept[1].push(...other);
  }
  if (kept[0].length < 900) throw new Error('hardly anything to compare');
  return kept;
}

describe.each(Object.entries(spaces))('%s', (_, colours) => {
  it('is sent as the browser shows it', async () => {
    const raster = { ...cube, ...colours };
    const sent = await toSrgbAsShown(raster);
    expect(differences(sent.data, await shown(await encodePng(raster))).most).toBe(0);
    expect(differences(sent.data, cube.data).most).toBeGreaterThan(20);
    expect(sent).toMatchObject({ iccProfile: undefined, colourChunks: undefined });
  });

  it.each([8, 16] as const)(
    'takes an answer back at %d bits so that the browser shows what the server made',
    async (bitDepth) => {
      const original = { ...(bitDepth === 16 ? toRaster16(cube) : cube), ...colours };
      // Colours that the space can show: what another picture in it is shown as.
      const other = { ...cube, data: cube.data.map((v, i) => (i % 4 === 3 ? v : 40 + 0.6 * v)) };
      const { data } = await toSrgbAsShown({ ...other, ...colours });
      const answer = { ...cube, data: data.slice() as Raster8['data'] };
      const back = await toSpaceOfShown(original, answer);
      expect(back).toMatchObject({ bitDepth, ...colours });
      const got = await shown(await encodePng(back));
      const { most, mean, off } = differences(answer.data, got);
      expect(off).toBeLessThan(0.02);
      expect(mean).toBeLessThan(0.35);
      // At the end of what sRGB can show the samples of 8 bits are too coarse.
      expect(most).toBeLessThanOrEqual(bitDepth === 16 ? 12 : 32);
      const inner = differences(...withoutEnds(answer.data, got));
      expect(inner.most).toBeLessThanOrEqual(8);
      // An answer that is only relabelled is off.
      const relabelled = await shown(await encodePng({ ...answer, ...colours }));
      expect(differences(answer.data, relabelled).mean).toBeGreaterThan(5);
    },
  );
});
