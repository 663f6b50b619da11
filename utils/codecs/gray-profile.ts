import { concatBytes, latin1, latin1Bytes, viewOf } from '../base/bytes';
import type { IccProfile } from '../pixels/raster';
import { iccTags, srgb } from './colour-space';

/** Tags that are taken over as they are: name, rights, the curve, and the white of the medium. */
const kept = ['desc', 'cprt', 'wtpt'] as const;
const columns = ['rXYZ', 'gXYZ', 'bXYZ'] as const;
const curves = ['rTRC', 'gTRC', 'bTRC'] as const;

/**
 * A gray profile (ICC.1:2022, 8.3.2: one curve) as an RGB one with that curve in all three channels and the primaries of
 * sRGB. Gray samples, three times the same, have in it the very colour that they have in the gray one, whatever their
 * depth, and an edit may be coloured. Undefined for what is no gray profile, has no curve, or is not connected by XYZ.
 */
export function rgbProfileOfGray(gray: Uint8Array | undefined): IccProfile | undefined {
  if (!gray || gray.length < 132 || latin1(gray, 16, 8) !== 'GRAYXYZ ') return undefined;
  const tags = iccTags(gray);
  const curve = tags.get('kTRC');
  if (!curve) return undefined;
  const found = kept.flatMap((tag) => {
    const data = tags.get(tag);
    return data ? [[tag, data] as const] : [];
  });
  const primaries = columns.map(
    (tag, i) => [tag, xyzTag([0, 3, 6].map((row) => srgb.toXyz[row + i] ?? 0))] as const,
  );
  const all = [...found, ...primaries, ...curves.map((tag) => [tag, curve] as const)];
  return { name: 'ICC profile', bytes: profileOf(gray, all) };
}

function xyzTag(colour: readonly number[]): Uint8Array {
  const data = new Uint8Array(20);
  data.set(latin1Bytes('XYZ '));
  for (const [i, value] of colour.entries())
    viewOf(data).setInt32(8 + 4 * i, Math.round(65_536 * value));
  return data;
}

/** A profile of those tags with the header of another one, but for RGB. The same data is stored once. */
function profileOf(
  header: Uint8Array,
  tags: readonly (readonly [string, Uint8Array])[],
): Uint8Array<ArrayBuffer> {
  const parts: Uint8Array[] = [];
  const places = new Map<Uint8Array, number>();
  const table = new Uint8Array(4 + 12 * tags.length);
  viewOf(table).setUint32(0, tags.length);
  let end = 128 + table.length;
  for (const [i, [tag, data]] of tags.entries()) {
    const at = places.get(data) ?? end;
    if (at === end) {
      const padded = new Uint8Array(Math.ceil(data.length / 4) * 4);
      padded.set(data);
      parts.push(padded);
      end += padded.length;
    }
    places.set(data, at);
    table.set(latin1Bytes(tag), 4 + 12 * i);
    viewOf(table).setUint32(8 + 12 * i, at);
    viewOf(table).setUint32(12 + 12 * i, data.length);
  }
  const bytes = concatBytes([header.slice(0, 128), table, ...parts]);
  viewOf(bytes).setUint32(0, bytes.length);
  bytes.set(latin1Bytes('mntrRGB XYZ '), 12);
  bytes.fill(0, 84, 100); // the fingerprint of the other one
  return bytes;
}
