import type { Size } from '../base/geometry';
import { clearLevel, type Raster } from '../pixels/raster';

/** Numbers that a pixel is compared by: red, green, blue, and how rough its surroundings are across and down. */
export const channels = 5;

/** A part of a picture, as the search sees it; one pixel a place, rows from the top. */
export interface Layer extends Size {
  /** `channels` numbers a pixel, 0…255. */
  readonly features: Uint8Array;
  /** 1 where a pixel is to be filled. */
  readonly hole: Uint8Array;
  /** 1 where a pixel is known and must not be copied. */
  readonly banned: Uint8Array;
}

/** px around a pixel over which its roughness is averaged. */
const roughnessRadius = 8;

/** The finest layer: the picture itself. Clear pixels count as gray, and 16 bits as 8. */
export function finestLayer(picture: Raster, hole: Uint8Array, banned: Uint8Array): Layer {
  const { width, height, data, bitDepth } = picture;
  const count = width * height;
  const shift = bitDepth === 16 ? 8 : 0;
  const features = new Uint8Array(count * channels);
  for (let pixel = 0, from = 0, to = 0; pixel < count; pixel += 1, from += 4, to += channels) {
    const alpha = (data[from + 3] ?? 0) >> shift;
    for (let channel = 0; channel < 3; channel += 1) {
      const value = (data[from + channel] ?? 0) >> shift;
      features[to + channel] =
        alpha === 255 ? value : Math.round((value * alpha + clearLevel * (255 - alpha)) / 255);
    }
  }
  const layer = { width, height, features, hole, banned };
  addRoughness(layer);
  return layer;
}

/**
 * The mean differences of neighbours' luma over a square, across and down: two textures of one colour are told apart
 * by them also where they are too coarse for a patch. Pixels of the hole count for nothing.
 */
function addRoughness({ width, height, features, hole }: Layer): void {
  const lumas = new Uint8Array(width * height);
  for (let i = 0, at = 0; i < lumas.length; i += 1, at += channels)
    lumas[i] =
      (77 * (features[at] ?? 0) + 150 * (features[at + 1] ?? 0) + 29 * (features[at + 2] ?? 0)) >>
      8;
  const at = { lumas, hole, width, height };
  // Sums down each column of what lies in reach, moved on row by row, then a moving sum along the row: no whole integral.
  const columns: Sums = { across: new Int32Array(width), down: new Int32Array(width), known: new Int32Array(width) }; // biome-ignore format: one list
  for (let y = 0; y < Math.min(height, roughnessRadius); y += 1) addRow(columns, at, y, 1);
  const { across, down, known } = columns;
  for (let y = 0; y < height; y += 1) {
    if (y + roughnessRadius < height) addRow(columns, at, y + roughnessRadius, 1);
    if (y - roughnessRadius > 0) addRow(columns, at, y - roughnessRadius - 1, -1);
    let [acrossSum, downSum, count] = [0, 0, 0];
    for (let x = -roughnessRadius; x < width; x += 1) {
      const enters = x + roughnessRadius;
      const leaves = enters - 2 * roughnessRadius - 1;
      if (enters < width) {
        acrossSum += across[enters] ?? 0;
        downSum += down[enters] ?? 0;
        count += known[enters] ?? 0;
      }
      if (leaves >= 0) {
        acrossSum -= across[leaves] ?? 0;
        downSum -= down[leaves] ?? 0;
        count -= known[leaves] ?? 0;
      }
      if (x < 0) continue;
      const to = (y * width + x) * channels;
      features[to + 3] = Math.min(255, (2 * acrossSum) / Math.max(1, count));
      features[to + 4] = Math.min(255, (2 * downSum) / Math.max(1, count));
    }
  }
}

/** For each column the differences across and down, and how many were known. */
interface Sums {
  readonly across: Int32Array;
  readonly down: Int32Array;
  readonly known: Int32Array;
}

/** Adds a row's differences to the columns' sums, or takes them off again. */
function addRow(
  { across, down, known }: Sums,
  { lumas, hole, width, height }: Size & { readonly lumas: Uint8Array; readonly hole: Uint8Array },
  y: number,
  sign: 1 | -1,
): void {
  if (y === 0 || y === height - 1) return;
  for (let x = 1, i = y * width + 1; x < width - 1; x += 1, i += 1) {
    if (hole[i] || hole[i - 1] || hole[i + 1] || hole[i - width] || hole[i + width]) continue;
    across[x] = (across[x] ?? 0) + sign * Math.abs((lumas[i + 1] ?? 0) - (lumas[i - 1] ?? 0));
    down[x] = (down[x] ?? 0) + sign * Math.abs((lumas[i + width] ?? 0) - (lumas[i - width] ?? 0));
    known[x] = (known[x] ?? 0) + sign;
  }
}

/**
 * Half the size: each pixel the mean of the known ones of four, a hole where one of them is. An odd last row or column
 * is dropped.
 */
export function halfLayer({ width, height, features, hole, banned }: Layer): Layer {
  const half = emptyLayer({ width: width >> 1, height: height >> 1 });
  for (let y = 0, i = 0; y < half.height; y += 1) {
    let at = 2 * y * width;
    for (let x = 0; x < half.width; x += 1, i += 1, at += 2) {
      // Shares of 0 or 1: this runs over every pixel of a crop.
      const [a, b] = [1 - (hole[at] ?? 0), 1 - (hole[at + 1] ?? 0)];
      const [c, d] = [1 - (hole[at + width] ?? 0), 1 - (hole[at + width + 1] ?? 0)];
      const known = a + b + c + d;
      if (known < 4) half.hole[i] = 1;
      // A mean that has something of it is not to be copied either.
      if (banned[at] || banned[at + 1] || banned[at + width] || banned[at + width + 1])
        half.banned[i] = 1;
      if (known === 0) continue;
      const upper = at * channels;
      const lower = upper + width * channels;
      for (let channel = 0; channel < channels; channel += 1) {
        const sum =
          a * (features[upper + channel] ?? 0) +
          b * (features[upper + channels + channel] ?? 0) +
          c * (features[lower + channel] ?? 0) +
          d * (features[lower + channels + channel] ?? 0);
        half.features[i * channels + channel] = sum / known + 0.5;
      }
    }
  }
  return half;
}

const emptyLayer = ({ width, height }: Size): Layer => ({
  ...{ width, height },
  features: new Uint8Array(width * height * channels),
  hole: new Uint8Array(width * height),
  banned: new Uint8Array(width * height),
});
