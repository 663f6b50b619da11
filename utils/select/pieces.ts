import type { Size } from '../base/geometry';
import type { LabPicture } from './features';

/** A picture cut into small pieces of one colour each, which keep to its edges. */
export interface Pieces extends Size {
  /** The piece that each pixel belongs to, 0 … `count - 1`; a piece hangs together. */
  readonly labels: Int32Array<ArrayBuffer>;
  readonly count: number;
  /** Pixels of each piece. */
  readonly areas: Float64Array<ArrayBuffer>;
  /** The mean of each piece's L* a* b*, in turn. */
  readonly colours: Float64Array<ArrayBuffer>;
  /** The sum of each piece's x and y, in turn. */
  readonly places: Float64Array<ArrayBuffer>;
}

/** A distance in colour that counts as much as one of `spacing` px does in place. */
const compactness = 9;

/** Steps of distance that are told apart while pieces grow. */
const bucketsPerUnit = 48;
const bucketCount = 2048;

/** Numbers kept for each label: the sums of L*, a*, b*, x and y, and 1 over the pixels. */
const sumsEach = 6;
/** Numbers of an entry that waits: the next one of its bucket, its pixel and its label. */
const entryEach = 3;

/**
 * Pieces that grow from a grid of seeds, the nearest pixel in colour and place first. R. Achanta and S. Süsstrunk,
 * "Superpixels and Polygons using Simple Non-Iterative Clustering", CVPR 2017, with buckets in the place of the heap.
 * All in one loop: it runs over every pixel of a picture while somebody waits.
 * @param spacing px between two seeds
 */
export function cutIntoPieces(picture: LabPicture, spacing: number): Pieces {
  const { width, height, lab } = picture;
  const seeds = seedsOf(picture, spacing);
  const count = seeds.length;
  const labels = new Int32Array(width * height).fill(-1);
  const sums = new Float64Array(sumsEach * count);
  const heads = new Int32Array(bucketCount).fill(-1);
  // A pixel is offered by each of its neighbours at most once.
  const entries = new Int32Array(entryEach * (4 * labels.length + count));
  let [used, lowest] = [0, 0];
  for (const [label, seed] of seeds.entries()) {
    entries[used] = heads[0] ?? -1;
    entries[used + 1] = seed;
    entries[used + 2] = label;
    heads[0] = used;
    used += entryEach;
  }
  const colourShare = (bucketsPerUnit / compactness) ** 2;
  const placeShare = (bucketsPerUnit / spacing) ** 2;
  for (;;) {
    while (lowest < bucketCount && (heads[lowest] ?? -1) < 0) lowest++;
    if (lowest === bucketCount) break;
    const entry = heads[lowest] ?? 0;
    heads[lowest] = entries[entry] ?? -1;
    const pixel = entries[entry + 1] ?? 0;
    if ((labels[pixel] ?? 0) >= 0) continue;
    const label = entries[entry + 2] ?? 0;
    labels[pixel] = label;
    const y = (pixel / width) | 0;
    const x = pixel - y * width;
    const own = sumsEach * label;
    const l = (sums[own] ?? 0) + (lab[3 * pixel] ?? 0);
    const a = (sums[own + 1] ?? 0) + (lab[3 * pixel + 1] ?? 0);
    const b = (sums[own + 2] ?? 0) + (lab[3 * pixel + 2] ?? 0);
    const sumX = (sums[own + 3] ?? 0) + x;
    const sumY = (sums[own + 4] ?? 0) + y;
    const area = (sums[own + 5] ?? 0) + 1;
    sums[own] = l;
    sums[own + 1] = a;
    sums[own + 2] = b;
    sums[own + 3] = sumX;
    sums[own + 4] = sumY;
    sums[own + 5] = area;
    const share = 1 / area;
    for (let side = 0; side < 4; side++) {
      let nextX = x;
      let nextY = y;
      let next = pixel;
      if (side === 0) {
        if (x === 0) continue;
        nextX--;
        next--;
      } else if (side === 1) {
        if (x + 1 === width) continue;
        nextX++;
        next++;
      } else if (side === 2) {
        if (y === 0) continue;
        nextY--;
        next -= width;
      } else {
        if (y + 1 === height) continue;
        nextY++;
        next += width;
      }
      if ((labels[next] ?? 0) >= 0) continue;
      const dl = (lab[3 * next] ?? 0) - l * share;
      const da = (lab[3 * next + 1] ?? 0) - a * share;
      const db = (lab[3 * next + 2] ?? 0) - b * share;
      const dx = nextX - sumX * share;
      const dy = nextY - sumY * share;
      const colour = (dl * dl + da * da + db * db) * colourShare;
      const distance = Math.sqrt(colour + (dx * dx + dy * dy) * placeShare) | 0;
      const bucket = distance < bucketCount ? distance : bucketCount - 1;
      entries[used] = heads[bucket] ?? -1;
      entries[used + 1] = next;
      entries[used + 2] = label;
      heads[bucket] = used;
      used += entryEach;
      if (bucket < lowest) lowest = bucket;
    }
  }
  return { width, height, labels, count, ...meansOf(sums, count) };
}

function meansOf(sums: Float64Array, count: number) {
  const areas = new Float64Array(count);
  const colours = new Float64Array(3 * count);
  const places = new Float64Array(2 * count);
  for (let label = 0; label < count; label++) {
    const area = sums[sumsEach * label + 5] ?? 0;
    areas[label] = area;
    for (let i = 0; i < 3; i++)
      colours[3 * label + i] = (sums[sumsEach * label + i] ?? 0) / (area || 1);
    for (let i = 0; i < 2; i++) places[2 * label + i] = sums[sumsEach * label + 3 + i] ?? 0;
  }
  return { areas, colours, places };
}

/** A grid of pixels, each moved to the place within a third of the spacing where the picture changes least. */
function seedsOf({ width, height, lab }: LabPicture, spacing: number): number[] {
  const columns = Math.max(1, Math.round(width / spacing));
  const rows = Math.max(1, Math.round(height / spacing));
  const reach = Math.floor(spacing / 3);
  const change = (x: number, y: number): number => {
    const right = 3 * (y * width + Math.min(width - 1, x + 1));
    const left = 3 * (y * width + Math.max(0, x - 1));
    const below = 3 * (Math.min(height - 1, y + 1) * width + x);
    const above = 3 * (Math.max(0, y - 1) * width + x);
    let sum = 0;
    for (let i = 0; i < 3; i++) {
      sum += ((lab[right + i] ?? 0) - (lab[left + i] ?? 0)) ** 2;
      sum += ((lab[below + i] ?? 0) - (lab[above + i] ?? 0)) ** 2;
    }
    return sum;
  };
  const seeds: number[] = [];
  for (let row = 0; row < rows; row++) {
    for (let column = 0; column < columns; column++) {
      const cx = Math.min(width - 1, Math.floor(((column + 0.5) * width) / columns));
      const cy = Math.min(height - 1, Math.floor(((row + 0.5) * height) / rows));
      let [best, least] = [cy * width + cx, change(cx, cy)];
      for (let y = Math.max(0, cy - reach); y <= Math.min(height - 1, cy + reach); y++) {
        for (let x = Math.max(0, cx - reach); x <= Math.min(width - 1, cx + reach); x++) {
          const found = change(x, y);
          if (found < least) [best, least] = [y * width + x, found];
        }
      }
      seeds.push(best);
    }
  }
  return seeds;
}
