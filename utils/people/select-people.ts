import { areaOf, union } from '../base/geometry';
import type { Pixels } from '../drawing/mask/select';
import { findPeople, groupsOfPeople } from './find-people';
import type { Network } from './network';
import { type Refined, refineEdge } from './refine-edge';

/** More parts than that are refined as one: where people are many they are small, and close to each other. */
const mostParts = 3;

/** How far the pixels around all people in a picture belong to one of them; undefined where there is nobody. */
export function selectPeople(pixels: Pixels, network: Network): Refined | undefined {
  const map = findPeople(pixels, network);
  if (!map) return undefined;
  const boxes = groupsOfPeople(map).map(({ box }) => box);
  const parts = boxes.length > mostParts ? [boxes.reduce(union)] : boxes;
  const refined = parts.map((part) => refineEdge(pixels, map, part));
  const [first, ...others] = refined;
  return first && others.length > 0 ? joined(refined) : first;
}

/** All of them in one box; where two show the same pixel the greater share counts. */
function joined(all: readonly Refined[]): Refined {
  const box = all.map((each) => each.box).reduce(union);
  const coverage = new Uint8Array(areaOf(box));
  for (const each of all)
    for (let y = 0, from = 0; y < each.box.height; y += 1) {
      let to = (each.box.y + y - box.y) * box.width + each.box.x - box.x;
      for (const end = to + each.box.width; to < end; to += 1, from += 1)
        coverage[to] = Math.max(coverage[to] ?? 0, each.coverage[from] ?? 0);
    }
  return { box, coverage };
}
