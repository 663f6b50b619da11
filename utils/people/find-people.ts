import { areaOf, intersect, type Rect, rectOf, type Size, union } from '../base/geometry';
import type { Pixels } from '../drawing/mask/select';
import type { Plane } from '../pixels/raster';
import { type Group, groupsOf } from './groups';
import type { Network } from './network';
import { between } from './operators';
import { sample, valuesAt } from './sample';

/** Longer sides than this get no more detail: a look has 256 px, and seldom covers less than a quarter of a side. */
const longestSide = 1024;

/** From here on a pixel counts as one of a person, where there is only yes or no; from there on without a doubt. */
const [person, sure] = [0.5, 0.9];

/** A group of pixels smaller than this share of the picture is no person that could be told from a spot. */
const leastShare = 0.0006;

/**
 * What two looks have to agree on. Both were chosen on 300 photographs: things at which the first look is mistaken (houses, trees,
 * boats) seldom stand the second one, from nearer; people nearly always do.
 */
const least = {
  /** Of a group of the first look, the share that the second one sees as well. */
  seenAgain: 0.45,
  /** The share of a person's pixels without a doubt, as the mean of both looks. */
  sure: 0.55,
  /** The same in the end, where the look from nearer counts alone. */
  sureInTheEnd: 0.58,
  /** The same of what is left of a group that was not seen again. */
  sureOfRest: 0.75,
  /** The same in the first look, for a second one to be worth its time. */
  sureAtFirst: 0.1,
} as const;

/** So many parts are looked at again, those with the largest people: each look takes its time. */
const mostLooks = 3;

/** Room around a person that is looked at again, as a share of its box. */
const roomAround = 0.3;

/** A part of this share of the picture would look the same again. */
const wholeFrom = 0.9;

/**
 * How far each pixel belongs to a person, 0…1, over the whole picture but on at most 1,024 px a side; undefined where there is none.
 *
 * The network sees the whole picture first. What it takes for people it then sees again from nearer: small figures get their outline,
 * and what was taken for one at a glance only is dropped.
 */
export function findPeople(pixels: Pixels, network: Network): Plane | undefined {
  const size = sizeOfMap(pixels);
  const see = (part: Rect) => enlarged(look(pixels, toPicture(part, size, pixels), network), part);
  const first = see(rectOf(size));
  const groups = groupsOfPeople(first);
  const parts = partsToSee(groups, first);
  const map = { ...first, data: first.data.slice() };
  const isDoubted = new Uint8Array(map.data.length);
  for (const part of parts) {
    const others = parts.filter((each) => each !== part).map(({ box }) => box);
    put(map, see(part.seen), part.seen, others);
    for (const group of part.groups)
      if (shareOf(group, map, person) < least.seenAgain)
        for (const i of group.pixels) isDoubted[i] = 1;
  }
  const people = groupsOfPeople(map).filter((group) => {
    const inTheEnd = shareOf(group, map, sure);
    const sureShare = (shareOf(group, first, sure) + inTheEnd) / 2;
    if (inTheEnd < least.sureInTheEnd) return false;
    const isRest = group.pixels.some((i) => isDoubted[i] === 1);
    return sureShare >= (isRest ? least.sureOfRest : least.sure);
  });
  return people.length > 0 ? only(people, map) : undefined;
}

/** What hangs together in such a map, the largest first. */
export const groupsOfPeople = (map: Plane): Group[] =>
  groupsOf(map, person, leastShare * areaOf(map));

function sizeOfMap({ width, height }: Size): Size {
  const scale = Math.min(1, longestSide / Math.max(width, height));
  return {
    width: Math.max(1, Math.round(width * scale)),
    height: Math.max(1, Math.round(height * scale)),
  };
}

/** The share of a group's pixels at which a plane has at least a value. */
function shareOf({ pixels }: Group, { data }: Plane, value: number): number {
  let count = 0;
  for (const i of pixels) if ((data[i] ?? 0) >= value) count += 1;
  return count / pixels.length;
}

/** A part of the picture to look at from nearer, px of the map. */
interface Part {
  readonly groups: readonly Group[];
  /** Around the groups. */
  readonly box: Rect;
  /** What is looked at: with room around them. */
  readonly seen: Rect;
}

/** Groups that stand together are seen together. */
function partsToSee(groups: readonly Group[], first: Plane): Part[] {
  const whole = rectOf(first);
  const parts: Part[] = [];
  const partOf = (members: readonly Group[]): Part => {
    const box = members.map((each) => each.box).reduce(union);
    return { groups: members, box, seen: intersect(withRoom(box), whole) ?? box };
  };
  for (const group of groups) {
    if (shareOf(group, first, sure) < least.sureAtFirst) continue;
    const beside = parts.findIndex(({ box }) => intersect(box, group.box));
    const other = parts[beside];
    if (other) parts[beside] = partOf([...other.groups, group]);
    else if (parts.length < mostLooks) parts.push(partOf([group]));
  }
  return parts.filter(({ seen }) => areaOf(seen) < wholeFrom * areaOf(whole));
}

function withRoom({ x, y, width, height }: Rect): Rect {
  const [beside, above] = [Math.ceil(roomAround * width), Math.ceil(roomAround * height)];
  return { x: x - beside, y: y - above, width: width + 2 * beside, height: height + 2 * above };
}

/** A plane in which nothing that counts is left of other groups than these. */
function only(groups: readonly Group[], map: Plane): Plane {
  const data = map.data.slice();
  for (let i = 0; i < data.length; i += 1) if ((data[i] ?? 0) > belowPerson) data[i] = belowPerson;
  for (const { pixels } of groups) for (const i of pixels) data[i] = map.data[i] ?? 0;
  return { ...map, data };
}

const belowPerson = 0.49;

/** What the network says of a part of the picture (image px), until it looks again. */
function look(pixels: Pixels, part: Rect, network: Network): Answer {
  const answer = network.run(sample(pixels, part, network.inputShape));
  return { ...network.outputShape, data: answer };
}

interface Answer extends Size {
  readonly data: Float32Array;
}

const toPicture = ({ x, y, width, height }: Rect, map: Size, picture: Size): Rect => {
  const scaleX = picture.width / map.width;
  const scaleY = picture.height / map.height;
  return { x: x * scaleX, y: y * scaleY, width: width * scaleX, height: height * scaleY };
};

/** An answer at another size. */
const enlarged = (answer: Answer, { width, height }: Size): Plane =>
  valuesAt(answer, between(answer.width, width, true), between(answer.height, height, true));

/** Puts what was seen of `part` into a plane; the boxes in `except` stay as they are. */
function put(plane: Plane, seen: Plane, part: Rect, except: readonly Rect[]): void {
  const whole = rectOf(plane);
  for (const box of except) {
    const kept = intersect(box, part);
    if (kept) copyArea(kept, [plane, whole], [seen, part]);
  }
  copyArea(part, [seen, part], [plane, whole]);
}

/** Copies an area between planes that both show it, each with the box that it shows. */
function copyArea(
  { x, y, width, height }: Rect,
  [from, fromBox]: readonly [Plane, Rect],
  [to, toBox]: readonly [Plane, Rect],
): void {
  for (let row = y; row < y + height; row += 1) {
    const start = (row - fromBox.y) * from.width + x - fromBox.x;
    const at = (row - toBox.y) * to.width + x - toBox.x;
    to.data.set(from.data.subarray(start, start + width), at);
  }
}
