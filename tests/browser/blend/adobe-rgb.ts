import { latin1Bytes, viewOf } from '../../../utils/base/bytes';
import type { IccProfile } from '../../../utils/pixels/raster';

/** Primaries of Adobe RGB (1998), adapted to D50, and the white point of profiles (ICC.1:2022). */
const colours: Readonly<Record<string, readonly [number, number, number]>> = {
  wtpt: [0.9642, 1, 0.8249],
  rXYZ: [0.60974, 0.31111, 0.01947],
  gXYZ: [0.20528, 0.62567, 0.06087],
  bXYZ: [0.14919, 0.06322, 0.74457],
};
const gamma = 563 / 256;

/** A matrix profile of these primaries and that gamma. */
export function adobeRgb(): IccProfile {
  const tags = [...Object.keys(colours), 'rTRC', 'gTRC', 'bTRC'];
  const start = 128 + 4 + 12 * tags.length;
  const bytes = new Uint8Array(start + 20 * 4 + 16);
  const view = viewOf(bytes);
  view.setUint32(0, bytes.length);
  view.setUint32(8, 0x02100000);
  bytes.set(latin1Bytes('mntrRGB XYZ '), 12);
  bytes.set(latin1Bytes('acsp'), 36);
  view.setUint32(128, tags.length);
  const curve = start + 20 * 4;
  tags.forEach((tag, i) => {
    const colour = colours[tag];
    const at = colour ? start + 20 * i : curve;
    bytes.set(latin1Bytes(tag), 132 + 12 * i);
    view.setUint32(136 + 12 * i, at);
    view.setUint32(140 + 12 * i, colour ? 20 : 14);
    if (!colour) return;
    bytes.set(latin1Bytes('XYZ '), at);
    for (const [j, value] of colour.entries())
      view.setInt32(at + 8 + 4 * j, Math.round(65_536 * value));
  });
  bytes.set(latin1Bytes('curv'), curve);
  view.setUint32(curve + 8, 1);
  view.setUint16(curve + 12, Math.round(256 * gamma));
  return { name: 'Adobe RGB (1998)', bytes };
}
