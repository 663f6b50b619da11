import { type Raster, toRaster16 } from '../pixels/raster';
import {
  interpolate,
  invertMatrix,
  type Matrix,
  multiply,
  type RgbSpace,
  rgbSpaceOf,
  srgb,
  type ToneCurve,
} from './colour-space';

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
export const isInOtherSpace = (raster: Raster): boolean => foreignSpace(raster) !== undefined;

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
