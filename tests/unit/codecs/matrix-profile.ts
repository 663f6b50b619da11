import { latin1Bytes, viewOf } from '../../../utils/base/bytes';
import type { IccProfile } from '../../../utils/pixels/raster';

/** XYZ of red, green and blue under D50. */
export type Columns = readonly [readonly number[], readonly number[], readonly number[]];

/** The white that profiles are measured under; browsers refuse one whose header names another. */
const d50 = [0.9642, 1, 0.8249] as const;

/** A matrix profile, version 2 (ICC.1:2001-04): three columns and a gamma for all channels. */
export function matrixProfile(columns: Columns, gamma: number, name = 'ICC profile'): IccProfile {
  const tags = ['wtpt', 'rXYZ', 'gXYZ', 'bXYZ', 'rTRC', 'gTRC', 'bTRC'];
  const start = 132 + 12 * tags.length;
  const curve = start + 80;
  const bytes = new Uint8Array(curve + 16);
  const view = viewOf(bytes);
  view.setUint32(0, bytes.length);
  view.setUint32(8, 0x02100000);
  bytes.set(latin1Bytes('mntrRGB XYZ '), 12);
  bytes.set(latin1Bytes('acsp'), 36);
  view.setUint32(128, tags.length);
  for (const [i, tag] of tags.entries()) {
    bytes.set(latin1Bytes(tag), 132 + 12 * i);
    view.setUint32(136 + 12 * i, i < 4 ? start + 20 * i : curve);
    view.setUint32(140 + 12 * i, i < 4 ? 20 : 14);
  }
  const setXyz = (at: number, colour: readonly number[]) => {
    for (const [i, value] of colour.entries())
      view.setInt32(at + 4 * i, Math.round(65_536 * value));
  };
  setXyz(68, d50);
  for (const [i, colour] of [d50, ...columns].entries()) {
    bytes.set(latin1Bytes('XYZ '), start + 20 * i);
    setXyz(start + 20 * i + 8, colour);
  }
  bytes.set(latin1Bytes('curv'), curve);
  view.setUint32(curve + 8, 1);
  view.setUint16(curve + 12, Math.round(256 * gamma));
  return { name, bytes };
}
