import { describe, expect, it } from 'vitest';
import { countChangedOutside } from '../../../utils/blend/changed-pixels';
import { compositeInto, featherWeights, fullWeight } from '../../../utils/blend/composite';
import { decodePng } from '../../../utils/codecs/png-read';
import { encodePng } from '../../../utils/codecs/png-write';
import type { Raster } from '../../../utils/pixels/raster';
import { disc, flat8, noise8, noise16 } from './rasters';

const crop = { x: 4, y: 3, width: 20, height: 20 };
const coverage = disc(20, 20, 10.5, 10.5, 0.4); // the pixel at 14, 13 of the picture
const featherPx = 2;
/** Pixels within 2 px of that one: five in its row, three in the next ones, one beyond. */
const mayChange = 5 + 2 * 3 + 2 * 1;

const saved = async (raster: Raster): Promise<Raster> =>
  decodePng(new Uint8Array(await (await encodePng(raster)).arrayBuffer()));

const kinds: readonly [string, Raster][] = [
  ['8 bits', noise8(40, 30)],
  ['8 bits with alpha', noise8(40, 30, 'random')],
  ['16 bits with alpha', noise16(40, 30, 'random')],
];

describe('countChangedOutside', () => {
  it.each(kinds)('counts a change of one step in any sample of the file: %s', async (_, before) => {
    const after = { ...before, data: before.data.slice() } as typeof before;
    const change = (x: number, y: number, channel: number): void => {
      const at = 4 * (40 * y + x) + channel;
      after.data[at] = (after.data[at] ?? 0) ^ 1;
    };
    const count = async () =>
      countChangedOutside(before, await saved(after), crop, coverage, featherPx);
    const total = 1200 - mayChange;
    expect(await count()).toEqual({ changed: 0, total });
    for (const [x, y] of [[14, 13], [16, 13], [14, 11], [15, 14]] as const) change(x, y, 0); // biome-ignore format: allowed
    expect(await count()).toEqual({ changed: 0, total });
    change(17, 13, 1); // 3 px off
    change(16, 14, 0); // 2.2 px off
    change(0, 0, 2);
    change(39, 29, 0);
    expect(await count()).toEqual({ changed: 4, total });
  });

  it('counts what a compositing writes that takes more than strokes and feather for its own', () => {
    const before = noise8(40, 30);
    const careless = featherWeights(coverage, featherPx).fill(fullWeight, 0, 20);
    const after = { ...before, data: before.data.slice() };
    compositeInto(after, crop, flat8(20, 20, [1, 2, 3, 255]), careless);
    expect(countChangedOutside(before, after, crop, coverage, featherPx).changed).toBe(20);
  });

  it.each([noise8(30, 40), noise16(40, 30)])(
    'takes a file of another size or depth as changed everywhere',
    (after) => {
      const { changed, total } = countChangedOutside(noise8(40, 30), after, crop, coverage, 2);
      expect(changed).toBe(total);
    },
  );
});
