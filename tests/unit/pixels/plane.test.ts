import { expect, it } from 'vitest';
import { halved, luma, planeOf, type Raster } from '../../../utils/pixels/raster';
import { noise8, noise16 } from '../blend/rasters';

it.each<[string, Raster]>([
  ['8 bits', noise8(91, 70, 'random')],
  ['16 bits', noise16(91, 70, 'random')],
])('the luma of squares of 4 px is that of single pixels halved twice: %s', (_, raster) => {
  const area = { x: 5, y: 3, width: 83, height: 61 };
  const once = planeOf(raster, area, luma, 4);
  const twice = halved(halved(planeOf(raster, area, luma)));
  expect([once.width, once.height]).toEqual([twice.width, twice.height]);
  for (const [i, value] of twice.data.entries()) expect(once.data[i]).toBeCloseTo(value, 3);
});
