import { AppError } from '../base/errors';
import { areaOf, clamp, grow, intersect, type Rect, rectOf, type Size } from '../base/geometry';
import { type Coverage, copyRaster, type Raster, toRaster8, toRaster16 } from '../pixels/raster';
import { resampleRaster } from '../pixels/resample';
import { type CropPlan, isSentSmaller, maskMarginPx } from '../plan/crop';
import { type Alignment, stillAlignment } from './align';
import { compositeInto, featherOf } from './composite';
import { matchGrain } from './grain';
import { type ColourMatch, matchColour, ring } from './match';
import { measureRegistration, type Registration } from './register';
import { measureTint } from './tint';

/** How far the answer's shape may be off the asked one. */
const mostStretch = 1.01;
/** A side below this share of the asked one is a thumbnail or an error picture. */
const leastShare = 0.25;

/**
 * The answer at the crop's size. Another size than asked is resampled if its shape is the same
 * within 1 %. Alpha that peaks just under full, as some encoders leave it, counts as full.
 * @throws AppError answer-misfit (substitutions: got, wanted, as "1024x768"), answer-empty where
 *   every pixel is clear
 */
export function fitAnswer(answer: Raster, { crop, requestSize }: CropPlan): Raster {
  const stretch = (answer.width * requestSize.height) / (answer.height * requestSize.width);
  const share = Math.sqrt(areaOf(answer) / areaOf(requestSize));
  if (stretch > mostStretch || stretch < 1 / mostStretch || share < leastShare)
    throw misfit(answer, requestSize);
  const peak = peakAlpha(answer);
  if (peak === 0) throw new AppError('answer-empty');
  return resampleRaster(withFullAlpha(answer, peak), crop);
}

const text = ({ width, height }: Size): string => `${width}x${height}`;

/** The error for an answer that cannot be made to fit. */
const misfit = (got: Size, wanted: Size): AppError =>
  new AppError('answer-misfit', { details: { substitutions: [text(got), text(wanted)] } });

/** The largest alpha, as a share of full. */
function peakAlpha({ data, bitDepth }: Raster): number {
  const maximum = bitDepth === 16 ? 65_535 : 255;
  let peak = 0;
  for (let i = 3; i < data.length && peak < maximum; i += 4) peak = Math.max(peak, data[i] ?? 0);
  return peak / maximum;
}

function withFullAlpha(answer: Raster, peak: number): Raster {
  if (peak === 1 || peak < 0.98) return answer;
  const copy: Raster =
    answer.bitDepth === 16
      ? { ...answer, data: answer.data.slice() }
      : { ...answer, data: answer.data.slice() };
  for (let i = 3; i < copy.data.length; i += 4)
    copy.data[i] = Math.round((copy.data[i] ?? 0) / peak);
  return copy;
}

/** Shifts this near to whole px are taken as whole: then no pixel is interpolated. */
const nearWhole = 0.1;

/**
 * The answer moved back to where the picture is, inside `area`; elsewhere as it was. Catmull-Rom
 * interpolation (R. Keys, "Cubic convolution interpolation", 1981), or plain copying where the shift is
 * one of whole pixels. Edges are repeated.
 */
export function undoAlignment(answer: Raster, alignment: Alignment, area: Rect): Raster {
  const { dx, dy, scale } = nearlyWhole(alignment, answer);
  const out = copyRaster(answer);
  if (dx === 0 && dy === 0 && scale === 1) return out;
  const { width, height } = answer;
  const start = (i: number): number => 4 * ((area.y + i) * width + area.x);
  if (scale === 1 && Number.isInteger(dx) && Number.isInteger(dy)) {
    for (let i = 0; i < area.height; i += 1) {
      const from = clamp(area.y + i + dy, 0, height - 1);
      copyPixels(answer, from, area.x + dx, area.width, out, start(i));
    }
    return out;
  }
  const across = tapsAlong(width, scale, dx, area.x, area.width);
  const down = tapsAlong(height, scale, dy, area.y, area.height);
  const row = new Float32Array(4 * width);
  for (let i = 0; i < area.height; i += 1) {
    mixRows(answer, down, i, row);
    mixColumns(row, across, out, start(i));
  }
  return out;
}

function nearlyWhole({ dx, dy, scale }: Alignment, { width, height }: Raster): Alignment {
  const [wholeX, wholeY] = [Math.round(dx), Math.round(dy)];
  const atBorder = (Math.abs(scale - 1) * Math.max(width, height)) / 2;
  const isWhole = Math.abs(dx - wholeX) < nearWhole && Math.abs(dy - wholeY) < nearWhole;
  return isWhole && atBorder < nearWhole ? { dx: wholeX, dy: wholeY, scale: 1 } : { dx, dy, scale };
}

/** For each pixel of a line four neighbours in the source, 4 a pixel, and their weights. */
interface Taps {
  /** Px of the source, inside it. */
  readonly places: Int32Array;
  readonly weights: Float32Array;
}

function tapsAlong(
  length: number,
  scale: number,
  shift: number,
  start: number,
  count: number,
): Taps {
  const places = new Int32Array(4 * count);
  const weights = new Float32Array(4 * count);
  const middle = (length - 1) / 2;
  for (let i = 0; i < count; i += 1) {
    const from = middle + scale * (start + i - middle) + shift;
    const first = Math.floor(from);
    weights.set(catmullRom(from - first), 4 * i);
    for (let tap = 0; tap < 4; tap += 1)
      places[4 * i + tap] = clamp(first + tap - 1, 0, length - 1);
  }
  return { places, weights };
}

const catmullRom = (t: number): readonly number[] => [
  t * (-0.5 + t * (1 - 0.5 * t)),
  1 + t * t * (1.5 * t - 2.5),
  t * (0.5 + t * (2 - 1.5 * t)),
  t * t * (0.5 * t - 0.5),
];

/** `count` pixels of row `y` from `first` on, which may lie beyond the edges: those are repeated. */
function copyPixels(
  { data, width }: Raster,
  y: number,
  first: number,
  count: number,
  out: Raster,
  start: number,
): void {
  const row = 4 * y * width;
  const from = clamp(first, 0, width);
  const end = clamp(first + count, 0, width);
  out.data.set(data.subarray(row + 4 * from, row + 4 * end), start + 4 * (from - first));
  const before = Math.min(count, from - first);
  for (let i = 0; i < before; i += 1) out.data.set(data.subarray(row, row + 4), start + 4 * i);
  const last = row + 4 * (width - 1);
  for (let i = Math.max(0, end - first); i < count; i += 1)
    out.data.set(data.subarray(last, last + 4), start + 4 * i);
}

/** Four rows of the source as one, colours times alpha. */
function mixRows({ data, width }: Raster, down: Taps, line: number, row: Float32Array): void {
  row.fill(0);
  for (let tap = 4 * line; tap < 4 * line + 4; tap += 1) {
    const weight = down.weights[tap] ?? 0;
    if (weight === 0) continue;
    let from = 4 * width * (down.places[tap] ?? 0);
    for (let to = 0; to < row.length; to += 4, from += 4) {
      const alpha = weight * (data[from + 3] ?? 0);
      row[to] = (row[to] ?? 0) + alpha * (data[from] ?? 0);
      row[to + 1] = (row[to + 1] ?? 0) + alpha * (data[from + 1] ?? 0);
      row[to + 2] = (row[to + 2] ?? 0) + alpha * (data[from + 2] ?? 0);
      row[to + 3] = (row[to + 3] ?? 0) + alpha;
    }
  }
}

/** Writes the row's pixels, each from four of its neighbours; colours less alpha again. */
function mixColumns(row: Float32Array, { places, weights }: Taps, out: Raster, start: number) {
  const maximum = out.bitDepth === 16 ? 65_535 : 255;
  for (let tap = 0, to = start; tap < places.length; to += 4) {
    let [red, green, blue, alpha] = [0, 0, 0, 0];
    for (const end = tap + 4; tap < end; tap += 1) {
      const weight = weights[tap] ?? 0;
      const from = 4 * (places[tap] ?? 0);
      red += weight * (row[from] ?? 0);
      green += weight * (row[from + 1] ?? 0);
      blue += weight * (row[from + 2] ?? 0);
      alpha += weight * (row[from + 3] ?? 0);
    }
    const share = alpha > 0 ? 1 / alpha : 0;
    out.data[to] = clamp(Math.round(red * share), 0, maximum);
    out.data[to + 1] = clamp(Math.round(green * share), 0, maximum);
    out.data[to + 2] = clamp(Math.round(blue * share), 0, maximum);
    out.data[to + 3] = clamp(Math.round(alpha), 0, maximum);
  }
}

export interface BlendOptions extends ColourMatch {
  /** Image px over which the answer fades out outside the strokes. */
  readonly featherPx: number;
  /** Measure and undo a small shift of the answer. */
  readonly register: boolean;
  /** Bring the surroundings' grain back where the request was smaller than the crop. Absent means no. */
  readonly matchGrain?: boolean;
}

interface BlendedAnswer {
  readonly result: Raster;
  readonly registration?: Registration | undefined;
  /**
   * True where the answer was to be matched and is in its own colours all the same: nothing around the strokes shows
   * the same as the original, so nothing says what the model has done to the colours.
   */
  readonly isUnmatched: boolean;
}

/**
 * The original with the answer's masked part in it; `original` itself stays as it is, since further
 * variants are blended onto it. `result` has its size, bit depth and profile.
 * @param coverageOfCrop as large as the plan's crop
 * @throws AppError answer-misfit (size or shape), answer-empty, answer-reframed (the picture around the
 *   mask is another one, or lies elsewhere)
 */
export function blendAnswer(
  original: Raster,
  answer: Raster,
  plan: CropPlan,
  coverageOfCrop: Coverage,
  options: BlendOptions,
): BlendedAnswer {
  const { crop } = plan;
  const { weights, changed } = featherOf(coverageOfCrop, options.featherPx);
  if (!changed) return { result: copyRaster(original), isUnmatched: false };
  const { scale } = plan;
  const deep = original.bitDepth === 16 ? toRaster16(answer) : toRaster8(answer);
  let fitted = fitAnswer(deep, plan);
  let registration: Registration | undefined;
  if (options.register) {
    registration = measureRegistration(original, crop, fitted, weights, changed);
    if (!registration.fits) throw new AppError('answer-reframed');
  }
  const match = options.matchColour || options.seamless;
  // Two px more: an edge that the model draws there is antialiased.
  const askedPx = maskMarginPx / Math.min(scale.x, scale.y) + 2;
  const kept = { weights, changed, askedPx };
  const tint = match
    ? measureTint(original, crop, fitted, kept, registration ?? stillAlignment)
    : undefined;
  if (registration) {
    const area = intersect(grow(changed, ring), rectOf(crop)) ?? changed;
    fitted = undoAlignment(fitted, registration, area);
  }
  if (tint) {
    // Never the caller's answer: it may be blended again with other options.
    if (fitted === answer) fitted = copyRaster(fitted);
    matchColour(original, crop, fitted, weights, changed, tint, options);
  }
  if (options.matchGrain && isSentSmaller(plan)) {
    if (fitted === answer) fitted = copyRaster(fitted);
    matchGrain(original, crop, fitted, weights, changed, Math.min(plan.scale.x, plan.scale.y));
  }
  const result = copyRaster(original);
  compositeInto(result, crop, fitted, weights, changed);
  return { result, registration, isUnmatched: match && !tint };
}
