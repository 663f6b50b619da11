import type { Raster } from '../../utils/pixels/raster';
import { randomNumbers } from '../unit/codecs/random';

/** How good a filling is, against the picture as it is without the thing. */
export interface FillFigures {
  /** dB, and 0…1; what is blurred wins both. */
  readonly psnr: number;
  readonly ssim: number;
  /** Detail inside the hole over that of the truth. */
  readonly detail: number;
  /** Sliced Wasserstein distance of mean-free patches, levels of 255; 0 is the same texture. */
  readonly texture: number;
  /** Jump across the hole's edge over that of the truth. */
  readonly step: number;
  /** The sharpest straight edge in the hole and around it over that of the truth: above 1 where pieces meet that don't fit. */
  readonly bars: number;
}

export function measureFill(filled: Raster, truth: Raster, hole: Uint8Array): FillFigures {
  const [got, wanted] = [lumasOf(filled), lumasOf(truth)];
  const { width } = truth;
  return {
    psnr: psnrOf(filled, truth, hole),
    ssim: ssimOf(got, wanted, hole, width),
    detail: detailOf(got, hole, width) / detailOf(wanted, hole, width),
    texture: textureDistance(got, wanted, hole, width),
    step: stepOf(got, hole, width) / stepOf(wanted, hole, width),
    bars: sharpestOf(got, hole, width) / sharpestOf(wanted, hole, width),
  };
}

function lumasOf({ data, width, height }: Raster): Float32Array {
  return Float32Array.from(
    { length: width * height },
    (_, i) =>
      0.299 * (data[4 * i] ?? 0) + 0.587 * (data[4 * i + 1] ?? 0) + 0.114 * (data[4 * i + 2] ?? 0),
  );
}

function psnrOf(a: Raster, b: Raster, hole: Uint8Array): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < hole.length; i += 1) {
    if (!hole[i]) continue;
    for (let c = 0; c < 3; c += 1) sum += ((a.data[4 * i + c] ?? 0) - (b.data[4 * i + c] ?? 0)) ** 2; // biome-ignore format: one line
    count += 3;
  }
  return 10 * Math.log10(255 ** 2 / Math.max(1e-3, sum / count));
}

/** Z. Wang et al., "Image Quality Assessment: From Error Visibility to Structural Similarity", 2004; squares inside the hole. */
function ssimOf(a: Float32Array, b: Float32Array, hole: Uint8Array, width: number): number {
  const side = 8;
  let [sum, count] = [0, 0];
  for (const at of placesIn(hole, width, side, 4)) {
    let [ma, mb, aa, bb, ab] = [0, 0, 0, 0, 0];
    for (let y = 0; y < side; y += 1)
      for (let x = 0; x < side; x += 1) {
        const [p, q] = [a[at + y * width + x] ?? 0, b[at + y * width + x] ?? 0];
        [ma, mb, aa, bb, ab] = [ma + p, mb + q, aa + p * p, bb + q * q, ab + p * q];
      }
    const n = side * side;
    [ma, mb] = [ma / n, mb / n];
    const [va, vb, cov] = [aa / n - ma * ma, bb / n - mb * mb, ab / n - ma * mb];
    sum += ((2 * ma * mb + 6.5) * (2 * cov + 58.5)) / ((ma * ma + mb * mb + 6.5) * (va + vb + 58.5)); // biome-ignore format: one line
    count += 1;
  }
  return sum / Math.max(1, count);
}

/** Upper left corners of squares that lie wholly in the hole, every so many px. */
function placesIn(hole: Uint8Array, width: number, side: number, every: number): number[] {
  const places: number[] = [];
  const last = (side - 1) * (width + 1);
  const height = hole.length / width;
  for (let y = 0; y + side <= height; y += every)
    for (let x = 0; x + side <= width; x += every) {
      const at = y * width + x;
      if (hole[at] && hole[at + side - 1] && hole[at + last] && hole[at + last - side + 1]) places.push(at); // biome-ignore format: one line
    }
  return places;
}

/** Mean difference of a pixel from its four neighbours' mean. */
function detailOf(luma: Float32Array, hole: Uint8Array, width: number): number {
  let [sum, count] = [0, 0];
  for (let i = width; i < hole.length - width; i += 1) {
    if (!hole[i] || !hole[i - 1] || !hole[i + 1] || !hole[i - width] || !hole[i + width]) continue;
    const around = (luma[i - 1] ?? 0) + (luma[i + 1] ?? 0) + (luma[i - width] ?? 0) + (luma[i + width] ?? 0); // biome-ignore format: one line
    sum += Math.abs((luma[i] ?? 0) - around / 4);
    count += 1;
  }
  return sum / Math.max(1, count);
}

/** Mean jump from a pixel of the hole to one beside it that is none. */
function stepOf(luma: Float32Array, hole: Uint8Array, width: number): number {
  let [sum, count] = [0, 0];
  for (let i = 0; i < hole.length; i += 1) {
    if (!hole[i]) continue;
    for (const beside of [i - 1, i + 1, i - width, i + width]) {
      if (hole[beside] !== 0) continue;
      sum += Math.abs((luma[i] ?? 0) - (luma[beside] ?? 0));
      count += 1;
    }
  }
  return sum / Math.max(1, count);
}

/** px along an edge that are taken together, so that grain is none. */
const edgeLength = 12;

/** The largest mean jump between two neighbouring pieces of a row or a column, where the hole is on one side at least. */
function sharpestOf(luma: Float32Array, hole: Uint8Array, width: number): number {
  let sharpest = 0;
  for (const [along, across] of [[width, 1], [1, width]] as const) // biome-ignore format: one list
    for (let i = 0; i + edgeLength * along + across < hole.length; i += 2) {
      const last = i + (edgeLength - 1) * along;
      if (!(hole[i] || hole[i + across]) || !(hole[last] || hole[last + across])) continue;
      let sum = 0;
      for (let at = i; at <= last; at += along) sum += (luma[at + across] ?? 0) - (luma[at] ?? 0);
      sharpest = Math.max(sharpest, Math.abs(sum) / edgeLength);
    }
  return sharpest;
}

const patchSide = 7;
const directions = 32;
const mostPatches = 1500;

/** J. Rabin et al., "Wasserstein Barycenter and Its Application to Texture Mixing", 2011; at three scales. */
function textureDistance(
  a: Float32Array,
  b: Float32Array,
  hole: Uint8Array,
  width: number,
): number {
  // biome-ignore format: one line
  let total = 0;
  let level = { a, b, hole, width };
  for (let scale = 0; scale < 3; scale += 1) {
    total += distanceAt(level.a, level.b, level.hole, level.width);
    level = {
      a: halved(level.a, level.width),
      b: halved(level.b, level.width),
      hole: Uint8Array.from(halved(Float32Array.from(level.hole), level.width), (v) => (v === 1 ? 1 : 0)), // biome-ignore format: one line
      width: level.width >> 1,
    };
  }
  return total / 3;
}

function distanceAt(a: Float32Array, b: Float32Array, hole: Uint8Array, width: number): number {
  const all = placesIn(hole, width, patchSide, 2);
  const places = all.filter((_, i) => i % Math.ceil(all.length / mostPatches) === 0);
  if (places.length < 10) return 0;
  const random = randomNumbers(3);
  let sum = 0;
  for (let k = 0; k < directions; k += 1) {
    // Without its mean a direction does not see a patch's own.
    const raw = Float32Array.from({ length: patchSide ** 2 }, () => random() - 0.5);
    const mean = raw.reduce((x, y) => x + y) / raw.length;
    const norm = Math.hypot(...raw.map((value) => value - mean));
    const direction = raw.map((value) => (value - mean) / norm);
    const [p, q] = [a, b].map((luma) => projected(luma, places, direction, width)) as [Float32Array, Float32Array]; // biome-ignore format: one line
    sum += p.reduce((d, value, i) => d + Math.abs(value - (q[i] ?? 0)), 0) / p.length;
  }
  return sum / directions;
}

const projected = (
  luma: Float32Array,
  places: readonly number[],
  direction: Float32Array,
  width: number, // biome-ignore format: one line
) =>
  Float32Array.from(places, (at) => {
    let sum = 0;
    for (let i = 0; i < direction.length; i += 1)
      sum += (direction[i] ?? 0) * (luma[at + Math.floor(i / patchSide) * width + (i % patchSide)] ?? 0); // biome-ignore format: one line
    return sum;
  }).sort();

function halved(values: Float32Array, width: number): Float32Array {
  const [w, h] = [width >> 1, Math.floor(values.length / width) >> 1];
  return Float32Array.from({ length: w * h }, (_, i) => {
    const at = 2 * Math.floor(i / w) * width + 2 * (i % w);
    return ((values[at] ?? 0) + (values[at + 1] ?? 0) + (values[at + width] ?? 0) + (values[at + width + 1] ?? 0)) / 4; // biome-ignore format: one line
  });
}
