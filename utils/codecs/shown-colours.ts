import { AppError } from '../base/errors';
import { type Raster, type Raster8, toRaster8, toRaster16 } from '../pixels/raster';
import {
  interpolate,
  invertMatrix,
  type Matrix,
  multiply,
  type RgbSpace,
  rgbSpaceOf,
  srgb,
  type ToneCurve,
} from './colour-profile';
import { decodeRaster } from './decode';
import {
  type Colour,
  goOnBeyond,
  inverted,
  type Lattice,
  missing,
  missOf,
  nearest,
  startFor,
  startsOf,
  valueAt,
} from './lattice';
import { encodePng } from './png-write';

/*
 * Spaces that are no primaries and curves: profiles made of tables, PQ and HLG. The browser converts them, so it is asked,
 * and what it does to a lattice of colours is turned round for the way back.
 */

/** Levels each way that the browser is asked for: every fifth of 256. */
const askedSide = 52;
/** Levels each way of the way back. */
const backSide = 33;

/** Levels of 255 that a space differs from sRGB by at least to be another one. */
const leastDifference = 1.5;

/**
 * The raster in sRGB, without a profile, as the browser shows it: by our own arithmetic where the space is one of primaries
 * and curves, else by the browser's, with 8 bits.
 */
export async function toSrgbAsShown(raster: Raster): Promise<Raster> {
  if (!isTold(raster)) return toSrgb(raster);
  const shown = await shownByBrowser(toRaster8(raster));
  return { ...shown, iccProfile: undefined, colourChunks: undefined };
}

/**
 * A server's answer in the space, and at least at the depth, of the picture it belongs to: what the browser then shows is
 * what the server made where the space can hold it: within a level in spaces of primaries and curves, a third of a level off
 * on the mean in others. Those hold more than sRGB can show, and where a channel comes to its end the browser cuts off: just
 * before it, at deep saturated colours, a step of a sample is many levels of what is shown. At 16 bits all are within 12
 * levels, at 8 bits the samples themselves are too coarse there: one step of green turns (139, 165, 101) in PQ from a red of
 * 43 to one of 28.
 */
export async function toSpaceOfShown(original: Raster, answer: Raster): Promise<Raster> {
  const way = isTold(original) ? await wayTo(original) : undefined;
  if (!way) return toSpaceOf(original, answer);
  const plain = await toSrgbAsShown(answer);
  const deep = original.bitDepth === 16 ? toRaster16(plain) : plain;
  const { iccProfile, colourChunks } = original;
  const maximum = deep.bitDepth === 16 ? 65_535 : 255;
  const data = deep.data.slice();
  const wanted: Colour = [0, 0, 0];
  const found: Colour = [0, 0, 0];
  for (let i = 0; i < data.length; i += 4) {
    for (const c of [0, 1, 2] as const) wanted[c] = (data[i + c] ?? 0) / maximum;
    bring(way, wanted, found);
    for (const c of [0, 1, 2] as const) data[i + c] = Math.round(found[c] * maximum);
  }
  return { ...deep, data, iccProfile, colourChunks } as Raster;
}

/** Whether a raster's samples mean other colours than the same ones in sRGB. */
const isInSpaceOfItsOwn = async (raster: Raster): Promise<boolean> =>
  isTold(raster) ? !!(await wayTo(raster)) : isInOtherSpace(raster);

/** Whether a raster names a space that only the browser knows. */
const isTold = (raster: Raster): boolean =>
  (!!raster.iccProfile || !!raster.colourChunks?.some(({ type }) => type === 'cICP')) &&
  !rgbSpaceOf(raster);

interface Way {
  readonly there: Lattice;
  readonly back: Lattice;
  readonly starts: Float32Array;
  /** What had to be searched for, by the wanted colour: pictures have fewer colours than pixels. */
  readonly searched: Map<number, Colour>;
}

/** Kept for the variants of an edit: they belong to the same picture. */
const ways = new WeakMap<object, Promise<Way | undefined>>();

function wayTo(original: Raster): Promise<Way | undefined> {
  const key = original.iccProfile ?? original.colourChunks ?? original;
  const way = ways.get(key) ?? makeWay(original);
  ways.set(key, way);
  return way;
}

/** Undefined where the browser shows the samples as they are. */
async function makeWay({ iccProfile, colourChunks }: Raster): Promise<Way | undefined> {
  const lattice = latticeRaster();
  const shown = await shownByBrowser({ ...lattice, iccProfile, colourChunks });
  const isOther = shown.data.some(
    (value, i) => Math.abs(value - (lattice.data[i] ?? 0)) > leastDifference,
  );
  if (!isOther) return undefined;
  const values = new Float32Array(3 * askedSide ** 3);
  for (let i = 0; i < values.length; i += 1)
    values[i] = lightOf((shown.data[4 * Math.floor(i / 3) + (i % 3)] ?? 0) / 255);
  const there = { side: askedSide, values, read: srgbSampleOf };
  goOnBeyond(there, 0, 1);
  const starts = startsOf(there);
  return { there, starts, back: inverted(there, backSide, starts), searched: new Map() };
}

/*
 * Between two colours of the lattice it is light that is even, not samples: the curve of sRGB (IEC 61966-2-1) is steep where
 * a channel ends. Both ways are odd functions, for what lies beyond.
 */
const lightOf = (sample: number): number =>
  sample <= 0.04045 ? sample / 12.92 : ((sample + 0.055) / 1.055) ** 2.4;

function srgbSampleOf(light: number): number {
  const size = Math.abs(light);
  const sample = size <= 0.0031308 ? 12.92 * size : 1.055 * size ** (1 / 2.4) - 0.055;
  return light < 0 ? -sample : sample;
}

/** Every colour of the lattice, red fastest. */
function latticeRaster(): Raster8 {
  const [width, height] = [askedSide ** 2, askedSide];
  const step = 255 / (askedSide - 1);
  const data = new Uint8ClampedArray(4 * width * height).map((_, i) => {
    const channel = i % 4;
    const pixel = i >> 2;
    return channel === 3 ? 255 : step * (Math.floor(pixel / askedSide ** channel) % askedSide);
  });
  return { bitDepth: 8, width, height, data };
}

/** Squared: a level of 255 and a half. */
const leastMiss = (1.5 / 255) ** 2;

/** The colour that is shown as the wanted one: looked up, once more for what that misses, and searched for if need be. */
function bring(way: Way, wanted: Colour, found: Colour): void {
  const { there, back, searched } = way;
  const [got, corrected]: [Colour, Colour] = [
    [0, 0, 0],
    [0, 0, 0],
  ];
  valueAt(back, wanted, found);
  valueAt(there, found, got);
  for (const c of [0, 1, 2] as const) corrected[c] = wanted[c] + missing(wanted[c], got[c]);
  valueAt(back, corrected, found);
  if (missOf(there, found, wanted) <= leastMiss) return;
  const key = wanted.reduce((sum, value) => 65_536 * sum + Math.round(65_535 * value), 0);
  const best = searched.get(key) ?? search(way, wanted, found);
  searched.set(key, best);
  for (const c of [0, 1, 2] as const) found[c] = best[c];
}

/** From what was looked up, or else from the nearest of some. */
function search({ there, starts }: Way, wanted: Colour, start: Colour): Colour {
  const first = nearest(there, wanted, start);
  if (missOf(there, first, wanted) <= leastMiss) return first;
  const second = nearest(there, wanted, startFor(starts, wanted));
  return missOf(there, second, wanted) < missOf(there, first, wanted) ? second : first;
}

/** A picture's pixels as the browser converts them to sRGB; the alpha stays. */
async function shownByBrowser(raster: Raster8): Promise<Raster8> {
  const { width, height } = raster;
  // Opaque, as a canvas would change what lies behind alpha.
  const opaque = raster.data.map((value, i) => (i % 4 === 3 ? 255 : value));
  const bitmap = await createImageBitmap(await encodePng({ ...raster, data: opaque }));
  try {
    const context = new OffscreenCanvas(width, height).getContext('2d');
    if (!context) throw new AppError('out-of-memory');
    context.drawImage(bitmap, 0, 0);
    const { data } = context.getImageData(0, 0, width, height);
    for (let i = 3; i < data.length; i += 4) data[i] = raster.data[i] ?? 0;
    return { ...raster, data };
  } finally {
    bitmap.close();
  }
}

/**
 * A server's answer that takes the place of all of a picture: the very file where that is in sRGB, else a PNG in the
 * picture's own space, with its profile and at its depth, so that further edits stay in it.
 * @throws AppError of `decodeRaster`
 */
export async function wholeAnswerFor(original: Raster, answer: Blob): Promise<Blob> {
  if (!(await isInSpaceOfItsOwn(original))) return answer;
  return encodePng(await toSpaceOfShown(original, await decodeRaster(answer)));
}

/*
 * Spaces of primaries and curves, by our own arithmetic.
 */

/**
 * The raster in sRGB, without a profile: converted, and what sRGB cannot hold cut off at each channel as
 * browsers do. Same depth. What is in sRGB already, or in a space that is no matrix and curves
 * (see `rgbSpaceOf`), keeps its samples.
 */
export function toSrgb(raster: Raster): Raster {
  const space = foreignSpace(raster);
  const plain = { ...raster, iccProfile: undefined, colourChunks: undefined };
  return space ? converted(plain, space, srgb) : plain;
}

/**
 * A server's answer in the space and at least at the depth of the picture it belongs to. An answer without a
 * profile is in sRGB.
 */
export function toSpaceOf(original: Raster, answer: Raster): Raster {
  const { iccProfile, colourChunks } = original;
  const space = foreignSpace(original);
  const shown = toSrgb(space && original.bitDepth === 16 ? toRaster16(answer) : answer);
  const back = space ? converted(shown, srgb, space) : shown;
  return { ...back, iccProfile, colourChunks };
}

/** Whether the raster's space is one of primaries and curves, and another one than sRGB. */
const isInOtherSpace = (raster: Raster): boolean => foreignSpace(raster) !== undefined;

/** The raster's space where it differs from sRGB by more than rounding. */
function foreignSpace(raster: Raster): RgbSpace | undefined {
  const space = rgbSpaceOf(raster);
  return space && !isLikeSrgb(space) ? space : undefined;
}

/** Levels of 255 for each channel of the colours that spaces are compared by. */
const probes = [0, 16, 64, 128, 192, 255];

function isLikeSrgb(space: RgbSpace): boolean {
  const colours = probes.flatMap((r) => probes.flatMap((g) => probes.map((b) => [r, g, b, 255])));
  const data = Uint8ClampedArray.from(colours.flat());
  const raster = { bitDepth: 8, width: colours.length, height: 1, data } as const;
  const other = converted(raster, space, srgb).data;
  return data.every((value, i) => Math.abs(value - (other[i] ?? 0)) <= 1);
}

type Three<T> = readonly [T, T, T];

function converted(raster: Raster, from: RgbSpace, to: RgbSpace): Raster {
  const back = invertMatrix(to.toXyz);
  if (!back) return raster;
  const matrix = multiply(back, from.toXyz);
  const maximum = raster.bitDepth === 16 ? 65_535 : 255;
  const light = forEachCurve(from, (curve) => lightTable(curve, maximum));
  const samples = forEachCurve(to, sampleTable);
  if (raster.bitDepth === 16) {
    const data = raster.data.slice();
    convertSamples(data, maximum, light, matrix, samples);
    return { ...raster, data };
  }
  const data = raster.data.slice();
  convertSamples(data, maximum, light, matrix, samples);
  return { ...raster, data };
}

/** One table where curves are the same. */
function forEachCurve(
  { curves: [red, green, blue] }: RgbSpace,
  make: (curve: ToneCurve) => Float64Array,
): Three<Float64Array> {
  const first = make(red);
  const second = green === red ? first : make(green);
  return [first, second, blue === red ? first : blue === green ? second : make(blue)];
}

/** The light of each sample. */
const lightTable = (curve: ToneCurve, maximum: number): Float64Array =>
  Float64Array.from({ length: maximum + 1 }, (_, i) => curve(i / maximum));

/** Places of a curve that are looked at to turn it round. */
const curveSteps = 65_535;
/** Entries of a turned curve, by the root of light: there it is nearly straight. */
const sampleSteps = 16_383;

/** The curve turned round: the sample, 0…1, of each root of light. */
function sampleTable(curve: ToneCurve): Float64Array {
  const table = new Float64Array(sampleSteps + 1);
  let place = 0;
  let below = curve(0);
  let above = curve(1 / curveSteps);
  for (let i = 0; i <= sampleSteps; i += 1) {
    const light = (i / sampleSteps) ** 2;
    while (above < light && place < curveSteps - 1) {
      place += 1;
      below = above;
      above = Math.max(below, curve((place + 1) / curveSteps));
    }
    const share = above > below ? (light - below) / (above - below) : 0;
    table[i] = (place + Math.min(1, Math.max(0, share))) / curveSteps;
  }
  return table;
}

function convertSamples(
  data: Uint8ClampedArray | Uint16Array,
  maximum: number,
  [lightRed, lightGreen, lightBlue]: Three<Float64Array>,
  matrix: Matrix,
  samples: Three<Float64Array>,
): void {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0, k = 0] = matrix;
  const [red, green, blue] = samples;
  for (let i = 0; i < data.length; i += 4) {
    const x = lightRed[data[i] ?? 0] ?? 0;
    const y = lightGreen[data[i + 1] ?? 0] ?? 0;
    const z = lightBlue[data[i + 2] ?? 0] ?? 0;
    data[i] = sampleOf(red, a * x + b * y + c * z, maximum);
    data[i + 1] = sampleOf(green, d * x + e * y + f * z, maximum);
    data[i + 2] = sampleOf(blue, g * x + h * y + k * z, maximum);
  }
}

function sampleOf(table: Float64Array, light: number, maximum: number): number {
  const root = Math.sqrt(Math.min(1, Math.max(0, light)));
  return Math.round(maximum * interpolate(table, root * sampleSteps));
}
