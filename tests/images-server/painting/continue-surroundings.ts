import { inpaint } from './inpaint';
import type { Picture } from './picture';
import type { Region } from './region';

/** A shift of the picture against itself, px. */
interface Shift {
  readonly dx: number;
  readonly dy: number;
}

/** How a shift may be repeated until it leads out of the region. */
const mostSteps = 6;
/** Side of the pixels that are compared in the first search, px. */
const coarseStep = 4;
/** Width of the band around the region that has to match, in compared pixels. */
const bandWidth = 4;
/** Heights are searched less far than widths: pictures of places continue sideways. */
const verticalShare = 0.12;

/**
 * Continues the surroundings into the region, texture and all: the picture is shifted against itself by the way that
 * fits best around the region, and what is left of a difference there is spread smoothly over the patch.
 * @returns 3 bytes a pixel for the whole picture, meaningful inside the region only; undefined where no shift leads out
 */
export async function continueSurroundings(
  picture: Picture,
  region: Region,
): Promise<Buffer | undefined> {
  const coarse = matcher(picture, region, coarseStep);
  const first = best(coarse, shiftsWithin(coarse.width, coarse.height * verticalShare));
  if (!first) return undefined;
  const fine = matcher(picture, region, 1);
  const near = shiftsWithin(coarseStep, coarseStep).map(({ dx, dy }) => ({
    dx: first.dx * coarseStep + dx,
    dy: first.dy * coarseStep + dy,
  }));
  const shift = best(fine, near) ?? { dx: first.dx * coarseStep, dy: first.dy * coarseStep };
  return patched(picture, region, shift);
}

/** Everything that a shift is judged by, at one resolution. */
interface Matcher {
  readonly width: number;
  readonly height: number;
  readonly rgb: Float32Array;
  readonly hidden: Uint8Array;
  readonly band: readonly number[];
  readonly inside: readonly number[];
}

function matcher(picture: Picture, region: Region, step: number): Matcher {
  const width = Math.floor(picture.width / step);
  const height = Math.floor(picture.height / step);
  const rgb = new Float32Array(width * height * 3);
  const hidden = new Uint8Array(width * height);
  for (let y = 0; y < height * step; y += 1) {
    for (let x = 0; x < width * step; x += 1) {
      const from = y * picture.width + x;
      const to = Math.floor(y / step) * width + Math.floor(x / step);
      if ((region.plane[from] ?? 0) > 0) hidden[to] = 1;
      for (let c = 0; c < 3; c += 1)
        rgb[to * 3 + c] = (rgb[to * 3 + c] ?? 0) + (picture.rgb[from * 3 + c] ?? 0) / (step * step);
    }
  }
  const inside: number[] = [];
  for (let i = 0; i < hidden.length; i += 1) if (hidden[i]) inside.push(i);
  return {
    width,
    height,
    rgb,
    hidden,
    inside,
    band: bandAround(hidden, width, (bandWidth * coarseStep) / step),
  };
}

/** The pixels outside, at most `reach` px from the hidden ones sideways or up and down. */
function bandAround(hidden: Uint8Array, width: number, reach: number): number[] {
  const band: number[] = [];
  for (let i = 0; i < hidden.length; i += 1) {
    if (hidden[i]) continue;
    const x = i % width;
    for (let d = 1; d <= reach; d += 1) {
      const near =
        (x >= d && hidden[i - d]) ||
        (x + d < width && hidden[i + d]) ||
        hidden[i - d * width] ||
        hidden[i + d * width];
      if (near) {
        band.push(i);
        break;
      }
    }
  }
  return band;
}

function shiftsWithin(across: number, down: number): Shift[] {
  const shifts: Shift[] = [];
  for (let dy = -Math.floor(down); dy <= down; dy += 1)
    for (let dx = -Math.floor(across); dx <= across; dx += 1) if (dx || dy) shifts.push({ dx, dy });
  return shifts;
}

function best(matcher: Matcher, shifts: readonly Shift[]): Shift | undefined {
  let least = Number.POSITIVE_INFINITY;
  let found: Shift | undefined;
  for (const shift of shifts) {
    const fit = costOf(matcher, shift, least);
    const cost = fit < least ? fit * repetition(matcher, shift) : least;
    if (cost < least) {
      least = cost;
      found = shift;
    }
  }
  return found;
}

/** Mean difference in the band; `Infinity` as soon as it passes `least`, or where the band leaves the picture. */
function costOf({ width, height, rgb, hidden, band }: Matcher, { dx, dy }: Shift, least: number) {
  let sum = 0;
  let count = 0;
  for (const i of band) {
    const x = (i % width) + dx;
    const y = Math.floor(i / width) + dy;
    if (x < 0 || x >= width || y < 0 || y >= height) continue;
    const j = y * width + x;
    if (hidden[j]) continue;
    for (let c = 0; c < 3; c += 1) sum += Math.abs((rgb[i * 3 + c] ?? 0) - (rgb[j * 3 + c] ?? 0));
    count += 1;
    if (sum > least * band.length) return Number.POSITIVE_INFINITY;
  }
  return count < band.length / 2 ? Number.POSITIVE_INFINITY : sum / count;
}

/** How much a seam inside the patch, where the shift is repeated, counts against a shift. */
const seamCost = 0.35;

/** 1 where one step leads out from everywhere, more with more steps, `Infinity` where none does. */
function repetition(matcher: Matcher, shift: Shift): number {
  let extra = 0;
  for (const i of matcher.inside) {
    const source = sourceOf(matcher, i, shift);
    if (source === undefined) return Number.POSITIVE_INFINITY;
    extra += source.steps - 1;
  }
  return 1 + (seamCost * extra) / matcher.inside.length;
}

/** The first pixel outside the region that is reached by repeating the shift. */
function sourceOf(
  { width, height, hidden }: Pick<Matcher, 'width' | 'height' | 'hidden'>,
  pixel: number,
  { dx, dy }: Shift,
): { pixel: number; steps: number } | undefined {
  let x = pixel % width;
  let y = Math.floor(pixel / width);
  for (let steps = 1; steps <= mostSteps; steps += 1) {
    x += dx;
    y += dy;
    if (x < 0 || x >= width || y < 0 || y >= height) return undefined;
    if (!hidden[y * width + x]) return { pixel: y * width + x, steps };
  }
  return undefined;
}

async function patched(picture: Picture, region: Region, shift: Shift): Promise<Buffer> {
  const { width, height, rgb } = picture;
  const patch = Buffer.from(rgb);
  const difference = Buffer.alloc(rgb.length, 128);
  const grid = { width, height, hidden: region.plane };
  for (let i = 0; i < width * height; i += 1) {
    const from = sourceOf(grid, i, shift);
    if (from === undefined) continue;
    for (let c = 0; c < 3; c += 1) {
      const value = rgb[from.pixel * 3 + c] ?? 0;
      patch[i * 3 + c] = value;
      difference[i * 3 + c] = 128 + ((rgb[i * 3 + c] ?? 0) - value) / 2;
    }
  }
  const spread = await inpaint({ ...picture, rgb: difference }, region);
  for (let i = 0; i < patch.length; i += 1) {
    const value = (patch[i] ?? 0) + ((spread[i] ?? 128) - 128) * 2;
    patch[i] = Math.min(255, Math.max(0, value));
  }
  return patch;
}
