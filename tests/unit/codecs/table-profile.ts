import { latin1Bytes, viewOf } from '../../../utils/base/bytes';
import type { IccProfile } from '../../../utils/pixels/raster';

/** Points of the table each way. */
const side = 17;

/**
 * A profile made of a table (ICC.1:2022, 10.10, lut16Type) from RGB to Lab, version 2.
 * @param lab L 0…100, a and b -128…127 of red, green and blue, each 0…1
 */
export function tableProfile(
  lab: (r: number, g: number, b: number) => readonly number[],
): IccProfile {
  const lut = 52 + 2 * (2 * 3 + 3 * side ** 3 + 2 * 3);
  const start = 132 + 24 + 20;
  const bytes = new Uint8Array(start + lut + (lut % 4));
  const view = viewOf(bytes);
  view.setUint32(0, bytes.length);
  view.setUint32(8, 0x02400000);
  bytes.set(latin1Bytes('mntrRGB Lab '), 12);
  bytes.set(latin1Bytes('acsp'), 36);
  view.setUint32(128, 2);
  for (const [i, [tag, at, length]] of (
    [
      ['wtpt', start - 20, 20],
      ['A2B0', start, lut],
    ] as const
  ).entries()) {
    bytes.set(latin1Bytes(tag), 132 + 12 * i);
    view.setUint32(136 + 12 * i, at);
    view.setUint32(140 + 12 * i, length);
  }
  bytes.set(latin1Bytes('XYZ '), start - 20);
  for (const [i, value] of [0.9642, 1, 0.8249].entries()) {
    view.setInt32(68 + 4 * i, Math.round(65_536 * value));
    view.setInt32(start - 12 + 4 * i, Math.round(65_536 * value));
  }
  bytes.set(latin1Bytes('mft2'), start);
  bytes.set([3, 3, side], start + 8);
  for (const i of [0, 4, 8]) view.setInt32(start + 12 + 4 * i, 65_536); // no matrix
  view.setUint16(start + 48, 2);
  view.setUint16(start + 50, 2);
  let at = start + 52;
  const put = (value: number) => {
    view.setUint16(at, Math.max(0, Math.min(65_535, Math.round(value))));
    at += 2;
  };
  const straight = () => {
    for (const level of [0, 65_535, 0, 65_535, 0, 65_535]) put(level);
  };
  straight();
  for (let i = 0; i < side ** 3; i += 1) {
    // Blue runs fastest.
    const [r, g, b] = [Math.floor(i / side ** 2), Math.floor(i / side) % side, i % side];
    const [light = 0, a = 0, yellow = 0] = lab(r / (side - 1), g / (side - 1), b / (side - 1));
    put((light * 65_280) / 100);
    put((a + 128) * 256);
    put((yellow + 128) * 256);
  }
  straight();
  return { name: 'ICC profile', bytes };
}
