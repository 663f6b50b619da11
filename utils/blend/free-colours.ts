import type { Rect, Size } from '../base/geometry';
import type { Raster } from '../pixels/raster';
import { fullWeight } from './composite';

/** What a pixel is to the ones beside it. One that is kept wholly and is none of the others gives its colour. */
const role = {
  none: 0,
  /** Kept wholly, beside one that is not: may hold some of what is cut away. */
  rim: 1,
  wanted: 2,
  queued: 3,
  known: 4,
} as const;

/**
 * Gives partly kept pixels the colours of what is kept, in place: a picture's own edge is mixed with what is behind it, which would
 * stay as a halo. Ring by ring from the wholly kept ones, each pixel gets the mean of its neighbours that are known. The outermost
 * wholly kept pixels keep their colours and hand them on only where nothing lies further inside, as in a hair: an edge in the picture is
 * seldom covered to its very pixel. Yields after each ring.
 * @param region of `picture`, image px
 * @param kept how much of each pixel of the region stays, 0…65,535
 */
export function* freeColours(
  picture: Raster,
  region: Rect,
  kept: Uint16Array,
): Generator<undefined, void> {
  const roles = new Uint8Array(kept.length);
  const partly: number[] = [];
  for (let i = 0; i < kept.length; i += 1) {
    const weight = kept[i] ?? 0;
    if (weight === 0 || weight === fullWeight) continue;
    roles[i] = role.wanted;
    partly.push(i);
  }
  const place = (i: number) =>
    4 * ((region.y + Math.floor(i / region.width)) * picture.width + region.x + (i % region.width));
  const { data } = picture;
  const rim = rimOf(partly, region, kept, roles);
  const before = rim.map((i) => data.slice(place(i), place(i) + 4));
  const isKnown = (i: number) =>
    roles[i] === role.known ||
    (roles[i] === role.none && kept[i] === fullWeight && (data[place(i) + 3] ?? 0) > 0);

  let ring = [...rim, ...partly].filter((i) => besides(i, region).some(isKnown));
  while (ring.length > 0) {
    const means = ring.map((i) => meanOf(data, besides(i, region).filter(isKnown).map(place)));
    for (const [index, i] of ring.entries()) {
      roles[i] = role.known;
      for (let channel = 0; channel < 3; channel += 1)
        data[place(i) + channel] = Math.round(means[index]?.[channel] ?? 0);
    }
    const next: number[] = [];
    for (const i of ring)
      for (const beside of besides(i, region)) {
        if (roles[beside] !== role.wanted) continue;
        roles[beside] = role.queued;
        next.push(beside);
      }
    ring = next;
    yield;
  }
  for (const [index, i] of rim.entries()) data.set(before[index] ?? [], place(i));
}

/** Wholly kept pixels between partly kept ones and others that are kept wholly; they are wanted, too. */
function rimOf(partly: readonly number[], region: Size, kept: Uint16Array, roles: Uint8Array) {
  const outermost: number[] = [];
  for (const i of partly)
    for (const beside of besides(i, region)) {
      if (kept[beside] !== fullWeight || roles[beside] !== role.none) continue;
      roles[beside] = role.rim;
      outermost.push(beside);
    }
  const isInner = (i: number) => kept[i] === fullWeight && roles[i] === role.none;
  const isBacked = outermost.map((i) => besides(i, region).some(isInner));
  for (const [index, i] of outermost.entries())
    roles[i] = isBacked[index] ? role.wanted : role.none;
  return outermost.filter((_, index) => isBacked[index]);
}

function meanOf(data: Raster['data'], places: readonly number[]): [number, number, number] {
  const sum: [number, number, number] = [0, 0, 0];
  for (const at of places) {
    sum[0] += data[at] ?? 0;
    sum[1] += data[at + 1] ?? 0;
    sum[2] += data[at + 2] ?? 0;
  }
  const count = Math.max(1, places.length);
  return [sum[0] / count, sum[1] / count, sum[2] / count];
}

/** The up to eight pixels around one. */
function besides(i: number, { width, height }: Size): number[] {
  const [x, y] = [i % width, Math.floor(i / width)];
  const all: number[] = [];
  for (let v = Math.max(0, y - 1); v <= Math.min(height - 1, y + 1); v += 1)
    for (let u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u += 1)
      if (u !== x || v !== y) all.push(v * width + u);
  return all;
}
