import { latin1Bytes, viewOf } from '../../../utils/base/bytes';

/** A gray profile, version 2 (ICC.1:2001-04), of a table of samples 0…1 from black to white. */
export function grayProfile(table: readonly number[]): Uint8Array<ArrayBuffer> {
  const curve = 132 + 24 + 20;
  const bytes = new Uint8Array(curve + 12 + 2 * table.length + ((2 * table.length) % 4));
  const view = viewOf(bytes);
  view.setUint32(0, bytes.length);
  view.setUint32(8, 0x02100000);
  bytes.set(latin1Bytes('prtrGRAYXYZ '), 12);
  bytes.set(latin1Bytes('acsp'), 36);
  view.setUint32(128, 2);
  for (const [i, [tag, at, length]] of (
    [
      ['wtpt', curve - 20, 20],
      ['kTRC', curve, 12 + 2 * table.length],
    ] as const
  ).entries()) {
    bytes.set(latin1Bytes(tag), 132 + 12 * i);
    view.setUint32(136 + 12 * i, at);
    view.setUint32(140 + 12 * i, length);
  }
  bytes.set(latin1Bytes('XYZ '), curve - 20);
  for (const [i, value] of [0.9642, 1, 0.8249].entries()) {
    view.setInt32(68 + 4 * i, Math.round(65_536 * value));
    view.setInt32(curve - 12 + 4 * i, Math.round(65_536 * value));
  }
  bytes.set(latin1Bytes('curv'), curve);
  view.setUint32(curve + 8, table.length);
  for (const [i, value] of table.entries())
    view.setUint16(curve + 12 + 2 * i, Math.round(65_535 * value));
  return bytes;
}

/** Light by sample of a press whose dots grow by `gain` (0…1) at half tone: Murray-Davies, with a parabola for the gain. */
export const dotGain = (gain: number): number[] =>
  Array.from({ length: 256 }, (_, i) => {
    const dots = 1 - i / 255;
    return 1 - Math.min(1, dots + 4 * gain * dots * (1 - dots));
  });
