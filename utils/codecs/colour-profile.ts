import { concatBytes, latin1, latin1Bytes, viewOf } from '../base/bytes';
import type { ColourChunk, IccProfile } from '../pixels/raster';
import { sniffType } from './inspect';
import { jpegIccProfile } from './jpeg';
import { pngIccProfile } from './png-read';
import { findRiffChunk } from './webp-gif-bmp-avif';

/** From a sample, 0…1, to light, 0…1; never falling. */
export type ToneCurve = (sample: number) => number;

/** Nine numbers, row by row. */
export type Matrix = readonly number[];

/** An RGB space of three primaries and three curves, as cameras, screens and editors use them. */
export interface RgbSpace {
  /** Of red, green and blue; the same function where they are the same. */
  readonly curves: readonly [ToneCurve, ToneCurve, ToneCurve];
  /** From linear RGB to XYZ under D50, the white of ICC profiles. */
  readonly toXyz: Matrix;
}

interface Coloured {
  readonly iccProfile?: IccProfile | undefined;
  readonly colourChunks?: readonly ColourChunk[] | undefined;
}

/**
 * The space that a raster's samples are in, in the order of PNG (third edition) 4.3: cICP, a profile, sRGB,
 * gamma with primaries; undefined for sRGB that is named by nothing, and for what has no primaries and curves
 * alone (profiles made of tables, PQ, HLG).
 */
export function rgbSpaceOf({ iccProfile, colourChunks = [] }: Coloured): RgbSpace | undefined {
  const chunk = (type: string) => colourChunks.find((found) => found.type === type)?.data;
  const coded = chunk('cICP');
  if (coded) return codedSpace(coded);
  if (iccProfile) return profileSpace(iccProfile.bytes);
  if (chunk('sRGB')) return srgb;
  return gammaSpace(chunk('gAMA'), chunk('cHRM'));
}

/** Chromaticities: x and y of red, green, blue and white. */
type Primaries = readonly number[];

const d65 = [0.3127, 0.329];
const primariesOfRec709: Primaries = [0.64, 0.33, 0.3, 0.6, 0.15, 0.06, ...d65];

/** ICC.1:2022, 7.2.16: the white that profiles are measured under. */
const d50 = [0.9642, 1, 0.8249] as const;

/** Bradford's cone responses (ICC.1:2022, annex E). */
const bradford: Matrix = [
  0.8951, 0.2664, -0.1614, -0.7502, 1.7135, 0.0367, 0.0389, -0.0685, 1.0296,
];

/** First a, then b: b times a. */
export const multiply = (b: Matrix, a: Matrix): Matrix =>
  Array.from({ length: 9 }, (_, i) => {
    const [row, column] = [3 * Math.floor(i / 3), i % 3];
    return [0, 1, 2].reduce((sum, k) => sum + (b[row + k] ?? 0) * (a[3 * k + column] ?? 0), 0);
  });

/** The inverse by cofactors; undefined where there is none. */
export function invertMatrix(m: Matrix): Matrix | undefined {
  const at = (row: number, column: number) => m[3 * (row % 3) + (column % 3)] ?? 0;
  const cofactor = (row: number, column: number) =>
    at(row + 1, column + 1) * at(row + 2, column + 2) -
    at(row + 1, column + 2) * at(row + 2, column + 1);
  const whole = at(0, 0) * cofactor(0, 0) + at(0, 1) * cofactor(0, 1) + at(0, 2) * cofactor(0, 2);
  if (!(Math.abs(whole) > 1e-9)) return undefined;
  return Array.from({ length: 9 }, (_, i) => cofactor(i % 3, Math.floor(i / 3)) / whole);
}

const apply = (m: Matrix, v: readonly number[]): number[] =>
  [0, 3, 6].map((row) => [0, 1, 2].reduce((sum, k) => sum + (m[row + k] ?? 0) * (v[k] ?? 0), 0));

const diagonal = ([x = 0, y = 0, z = 0]: readonly number[]): Matrix => [x, 0, 0, 0, y, 0, 0, 0, z];

const xyzOf = (x: number, y: number): number[] => [x / y, 1, (1 - x - y) / y];

/** The matrix of primaries and their white (SMPTE RP 177), carried to D50. */
function matrixOf(primaries: Primaries): Matrix | undefined {
  const points = [0, 2, 4, 6].map((i) => xyzOf(primaries[i] ?? 0, primaries[i + 1] ?? 0));
  const [red = [], green = [], blue = [], white = []] = points;
  const columns = [0, 1, 2].flatMap((row) => [red[row] ?? 0, green[row] ?? 0, blue[row] ?? 0]);
  const inverse = invertMatrix(columns);
  const toCones = invertMatrix(bradford);
  if (!inverse || !toCones) return undefined;
  const plain = multiply(columns, diagonal(apply(inverse, white)));
  const [from, to] = [apply(bradford, white), apply(bradford, d50)];
  const scale = diagonal(to.map((cone, i) => cone / (from[i] ?? 1)));
  const matrix = multiply(multiply(toCones, multiply(scale, bradford)), plain);
  return matrix.every(Number.isFinite) ? matrix : undefined;
}

/** The same curve for all; undefined where the primaries span nothing. */
function spaceOf(primaries: Primaries, curve: ToneCurve): RgbSpace | undefined {
  const toXyz = matrixOf(primaries);
  return toXyz && { curves: [curve, curve, curve], toXyz };
}

/** IEC 61966-2-1. */
const srgbCurve: ToneCurve = (x) => (x <= 0.04045 ? x / 12.92 : ((x + 0.055) / 1.055) ** 2.4);

/** ITU-R BT.709, undone. */
const rec709Curve: ToneCurve = (x) => (x < 0.081 ? x / 4.5 : ((x + 0.099) / 1.099) ** (1 / 0.45));

const power =
  (gamma: number): ToneCurve =>
  (x) =>
    x ** gamma;

/** sRGB: what is sent to a server, and what comes back. */
export const srgb: RgbSpace = {
  curves: [srgbCurve, srgbCurve, srgbCurve],
  toXyz: matrixOf(primariesOfRec709) ?? [],
};

/** ITU-T H.273, table 2. */
const codedPrimaries: Readonly<Record<number, Primaries>> = {
  1: primariesOfRec709,
  9: [0.708, 0.292, 0.17, 0.797, 0.131, 0.046, ...d65],
  12: [0.68, 0.32, 0.265, 0.69, 0.15, 0.06, ...d65],
};

/** ITU-T H.273, table 3. PQ and HLG hold more light than sRGB can show. */
const codedCurves: Readonly<Record<number, ToneCurve>> = {
  1: rec709Curve,
  4: power(2.2),
  5: power(2.8),
  6: rec709Curve,
  8: (x) => x,
  13: srgbCurve,
  14: rec709Curve,
  15: rec709Curve,
};

function codedSpace([primaries = 0, transfer = 0]: Uint8Array): RgbSpace | undefined {
  const colours = codedPrimaries[primaries];
  const curve = codedCurves[transfer];
  return colours && curve && spaceOf(colours, curve);
}

/** As browsers, only where both are told. */
function gammaSpace(gamma?: Uint8Array, colours?: Uint8Array): RgbSpace | undefined {
  if (!gamma || gamma.length < 4 || !colours || colours.length < 32) return undefined;
  const value = viewOf(gamma).getUint32(0);
  if (value === 0) return undefined;
  const view = viewOf(colours);
  const [wx = 0, wy = 0, ...rgb] = Array.from({ length: 8 }, (_, i) => view.getUint32(4 * i) / 1e5);
  return spaceOf([...rgb, wx, wy], power(1e5 / value));
}

/** A matrix profile (ICC.1:2022, 8.3.3): three columns and three curves. */
function profileSpace(bytes: Uint8Array): RgbSpace | undefined {
  if (latin1(bytes, 36, 4) !== 'acsp' || latin1(bytes, 16, 8) !== 'RGB XYZ ') return undefined;
  if (!isUnderD50(bytes)) return undefined;
  const tags = iccTags(bytes);
  if (tags.has('A2B0')) return undefined;
  const columns = ['rXYZ', 'gXYZ', 'bXYZ'].map((tag) => columnOf(tags.get(tag)));
  const curves = ['rTRC', 'gTRC', 'bTRC'].map((tag) => curveOf(tags.get(tag)));
  const [red, green, blue] = columns;
  const [r, g, b] = curves;
  if (!red || !green || !blue || !r || !g || !b) return undefined;
  const toXyz = [0, 1, 2].flatMap((i) => [red[i] ?? 0, green[i] ?? 0, blue[i] ?? 0]);
  return invertMatrix(toXyz) && { curves: [r, g, b], toXyz };
}

/** Chromium takes no other profile; so it shows such a picture as sRGB. */
function isUnderD50(bytes: Uint8Array): boolean {
  if (bytes.length < 132) return false;
  const view = viewOf(bytes);
  return d50.every((value, i) => Math.abs(view.getInt32(68 + 4 * i) / 65_536 - value) <= 0.01);
}

/** The tags of a profile of at least 132 bytes by their signature, as far as they lie within it. */
export function iccTags(bytes: Uint8Array): Map<string, Uint8Array> {
  const tags = new Map<string, Uint8Array>();
  const view = viewOf(bytes);
  const count = Math.min(view.getUint32(128), Math.floor((bytes.length - 132) / 12));
  for (let at = 132; at < 132 + 12 * count; at += 12) {
    const start = view.getUint32(at + 4);
    tags.set(latin1(bytes, at, 4), bytes.subarray(start, start + view.getUint32(at + 8)));
  }
  return tags;
}

function columnOf(tag?: Uint8Array): number[] | undefined {
  if (!tag || tag.length < 20 || latin1(tag, 0, 4) !== 'XYZ ') return undefined;
  const view = viewOf(tag);
  return [8, 12, 16].map((at) => view.getInt32(at) / 65_536);
}

function curveOf(tag?: Uint8Array): ToneCurve | undefined {
  if (!tag || tag.length < 12) return undefined;
  const type = latin1(tag, 0, 4);
  if (type === 'curv') return sampledCurve(tag);
  return type === 'para' ? parametricCurve(tag) : undefined;
}

/** ICC.1:2022, 10.6. */
function sampledCurve(tag: Uint8Array): ToneCurve | undefined {
  const view = viewOf(tag);
  const count = view.getUint32(8);
  if (count > (tag.length - 12) / 2) return undefined;
  if (count === 0) return (x) => x;
  if (count === 1) return power(view.getUint16(12) / 256);
  const samples = Float64Array.from(
    { length: count },
    (_, i) => view.getUint16(12 + 2 * i) / 65_535,
  );
  return (x) => interpolate(samples, x * (count - 1));
}

/** Between two entries of a table; `place` lies within it. */
export function interpolate(table: Float64Array, place: number): number {
  const before = Math.min(Math.floor(place), table.length - 2);
  const low = table[before] ?? 0;
  return low + (place - before) * ((table[before + 1] ?? 0) - low);
}

/** How many numbers each kind of curve has. */
const parameterCounts = [1, 3, 4, 5, 7];

/** ICC.1:2022, 10.18. */
function parametricCurve(tag: Uint8Array): ToneCurve | undefined {
  const view = viewOf(tag);
  const kind = view.getUint16(8);
  const count = parameterCounts[kind] ?? 0;
  if (count === 0 || tag.length < 12 + 4 * count) return undefined;
  const numbers = Array.from({ length: count }, (_, i) => view.getInt32(12 + 4 * i) / 65_536);
  const [g = 1, a = 1, b = 0] = numbers;
  const curved = (x: number, plus: number) => Math.max(0, a * x + b) ** g + plus;
  if (kind < 3) {
    const plus = numbers[3] ?? 0;
    return (x) => curved(x, plus);
  }
  const [, , , c = 0, d = 0, e = 0, f = 0] = numbers;
  return (x) => (x >= d ? curved(x, e) : c * x + f);
}

/** The RGB profile embedded in a PNG, JPEG or WebP file; undefined without one, or for another kind. */
export async function decodeIccProfile(
  bytes: Uint8Array<ArrayBuffer>,
): Promise<IccProfile | undefined> {
  switch (sniffType(bytes)?.type) {
    case 'image/png':
      return rgbProfile((await pngIccProfile(bytes))?.bytes);
    case 'image/jpeg':
      return rgbProfile(jpegIccProfile(bytes));
    case 'image/webp':
      return rgbProfile(findRiffChunk(bytes, 'ICCP'));
    default:
      return undefined;
  }
}

/** A profile as it travels with samples; undefined without one, or for one of other than RGB. */
export const rgbProfile = (profile: Uint8Array | undefined): IccProfile | undefined =>
  profile && isIccSpace(profile, 'RGB ')
    ? { name: 'ICC profile', bytes: new Uint8Array(profile) }
    : undefined;

/** Whether an ICC profile describes that colour space: 'RGB ', 'GRAY' or 'CMYK' (ICC.1:2022, 7.2.6). */
export const isIccSpace = (profile: Uint8Array, space: 'RGB ' | 'GRAY' | 'CMYK'): boolean =>
  latin1(profile, 36, 4) === 'acsp' && latin1(profile, 16, 4) === space;

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
