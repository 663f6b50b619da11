import type { Size } from '../base/geometry';
import type { Raster } from './raster';

/**
 * `raster` at another size. Lanczos with 3 lobes, widened when shrinking so that nothing aliases;
 * edges are repeated. Colours are weighted by alpha, so that clear pixels do not bleed; positions
 * are kept (pixel centres at half coordinates), so nothing shifts. Same bit depth and profile.
 */
export function resampleRaster(raster: Raster, target: Size): Raster {
  const { width, height } = target;
  if (width === raster.width && height === raster.height) return raster;
  const across = tapsFor(raster.width, width);
  const down = tapsFor(raster.height, height);
  const rows = resampleRows(raster, across);
  if (raster.bitDepth === 16) {
    const data = new Uint16Array(4 * width * height);
    resampleColumns(rows, width, down, data, 65_535);
    return { ...raster, width, height, data };
  }
  const data = new Uint8ClampedArray(4 * width * height);
  resampleColumns(rows, width, down, data, 255);
  return { ...raster, width, height, data };
}

/** Every row at its new width; colours premultiplied, alpha 0…1. */
function resampleRows(raster: Raster, { count, first, weights }: Taps): Float32Array {
  const maximum = raster.bitDepth === 16 ? 65_535 : 255;
  const width = first.length;
  const out = new Float32Array(4 * width * raster.height);
  const row = new Float32Array(4 * raster.width);
  for (let y = 0, to = 0; y < raster.height; y += 1) {
    premultiplyRow(raster, y, maximum, row);
    for (let x = 0; x < width; x += 1, to += 4) {
      let from = 4 * (first[x] ?? 0);
      for (let tap = x * count; tap < (x + 1) * count; tap += 1, from += 4) {
        const weight = weights[tap] ?? 0;
        out[to] = (out[to] ?? 0) + weight * (row[from] ?? 0);
        out[to + 1] = (out[to + 1] ?? 0) + weight * (row[from + 1] ?? 0);
        out[to + 2] = (out[to + 2] ?? 0) + weight * (row[from + 2] ?? 0);
        out[to + 3] = (out[to + 3] ?? 0) + weight * (row[from + 3] ?? 0);
      }
    }
  }
  return out;
}

function premultiplyRow({ data, width }: Raster, y: number, maximum: number, row: Float32Array) {
  for (let i = 0, from = 4 * width * y; i < row.length; i += 4, from += 4) {
    const alpha = (data[from + 3] ?? 0) / maximum;
    row[i] = (data[from] ?? 0) * alpha;
    row[i + 1] = (data[from + 1] ?? 0) * alpha;
    row[i + 2] = (data[from + 2] ?? 0) * alpha;
    row[i + 3] = alpha;
  }
}

function resampleColumns(
  rows: Float32Array,
  width: number,
  { count, first, weights }: Taps,
  out: Uint8ClampedArray | Uint16Array,
  maximum: number,
): void {
  const sums = new Float32Array(4 * width);
  for (let y = 0; y < first.length; y += 1) {
    sums.fill(0);
    for (let tap = 0; tap < count; tap += 1) {
      const weight = weights[y * count + tap] ?? 0;
      const start = 4 * width * ((first[y] ?? 0) + tap);
      if (weight === 0) continue;
      for (let i = 0; i < sums.length; i += 1)
        sums[i] = (sums[i] ?? 0) + weight * (rows[start + i] ?? 0);
    }
    writeRow(sums, out, 4 * width * y, maximum);
  }
}

/** Undoes the premultiplication; clear pixels become (0, 0, 0, 0). */
function writeRow(
  sums: Float32Array,
  out: Uint8ClampedArray | Uint16Array,
  at: number,
  maximum: number,
): void {
  for (let i = 0; i < sums.length; i += 4) {
    const alpha = Math.min(1, sums[i + 3] ?? 0);
    const share = alpha * maximum < 0.5 ? 0 : 1 / alpha;
    for (let channel = 0; channel < 3; channel += 1) {
      const value = Math.round((sums[i + channel] ?? 0) * share);
      out[at + i + channel] = Math.max(0, Math.min(maximum, value));
    }
    out[at + i + 3] = Math.max(0, Math.round(alpha * maximum));
  }
}

/** For each target pixel: `count` weights and the first source pixel that they belong to. */
interface Taps {
  readonly count: number;
  readonly first: Int32Array;
  /** `count` for each target pixel, adding up to 1. */
  readonly weights: Float32Array;
}

const lobes = 3;

function lanczos(x: number): number {
  if (x === 0) return 1;
  if (Math.abs(x) >= lobes) return 0;
  const angle = Math.PI * x;
  return (lobes * Math.sin(angle) * Math.sin(angle / lobes)) / (angle * angle);
}

/**
 * The weights that turn `source` pixels into `target` ones along one axis (Lanczos, see Turkowski,
 * "Filters for common resampling tasks", 1990). Weights that would fall outside go to the edge.
 */
function tapsFor(source: number, target: number): Taps {
  const scale = source / target;
  const reach = lobes * Math.max(1, scale);
  const count = Math.min(source, Math.ceil(2 * reach) + 1);
  const first = new Int32Array(target);
  const weights = new Float32Array(target * count);
  for (let i = 0; i < target; i += 1) {
    const center = (i + 0.5) * scale - 0.5;
    const start = Math.max(0, Math.min(source - count, Math.floor(center - reach) + 1));
    first[i] = start;
    fillWeights(weights.subarray(i * count, (i + 1) * count), center, start, scale, source);
  }
  return { count, first, weights };
}

function fillWeights(
  weights: Float32Array,
  center: number,
  start: number,
  scale: number,
  source: number,
): void {
  const stretch = Math.max(1, scale);
  const reach = lobes * stretch;
  let sum = 0;
  for (let at = Math.ceil(center - reach); at <= center + reach; at += 1) {
    const weight = lanczos((at - center) / stretch);
    const slot = Math.max(0, Math.min(source - 1, at)) - start;
    weights[slot] = (weights[slot] ?? 0) + weight;
    sum += weight;
  }
  for (let i = 0; i < weights.length; i += 1) weights[i] = (weights[i] ?? 0) / sum;
}
