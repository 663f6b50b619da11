import { areaOf } from '../base/geometry';
import { squaredDistances } from '../pixels/distance';
import { boundsOf } from '../pixels/raster';
import { finestLayer, halfLayer, type Layer } from './layer';
import { toLevel } from './level';
import { frequentOffsets } from './offsets';
import { strangersTo } from './palette';
import type { FillPart } from './part';
import type { Random } from './patch-search';

/** Pixels of the hole on the coarsest level, at most. */
const coarsestHole = 1500;
/** Half a hole's thickness on the coarsest level, px: a patch then reaches over it. */
const coarsestRadius = 4;
/** Shorter side of the coarsest level, px, at least. */
const leastSide = 40;
/** Pixels of the level on which offsets are counted and colours compared, at most. */
const surveyArea = 10_000;
/** Where less than this share of the sources is left without colours that don't occur around the hole, they stay. */
const leastLeft = 0.25;
/** Sources that a level has at least where some must not be copied; one with fewer is not used. */
const fewestSources = 64;

/** What is to be filled at all sizes, and by which offsets the picture repeats itself. */
export interface Survey {
  /** From the picture itself to the coarsest. Each is taken off once it is done with: they are large. */
  readonly layers: Layer[];
  /** x and y in turn, px of the layer of that index. */
  readonly offsets: { readonly by: Int32Array; readonly index: number };
}

/** Looks at the picture before anything is filled; undefined where no patch can be copied. */
export function* survey(
  { picture, hole, banned }: FillPart,
  random: Random,
): Generator<number, Survey | undefined> {
  yield 0;
  const finest = finestLayer(picture, hole, banned.slice()); // more is banned below
  yield 0.01;
  const layers = yield* pyramidOf(finest);
  yield 0.01;
  const index = layers.findIndex((layer) => areaOf(layer) <= surveyArea);
  const surveyed = layers.at(index) ?? finest; // the coarsest where none is small
  banStrangers(layers, surveyed);
  if (toLevel(layers.at(-1) ?? finest).sourceCount === 0) return undefined;
  // What is long and narrow has no small level; there it takes too long.
  const isSmall = areaOf(surveyed) <= 2 * surveyArea;
  const by = isSmall ? yield* frequentOffsets(toLevel(surveyed), random) : new Int32Array(0);
  yield 0.02;
  return { layers, offsets: { by, index: layers.indexOf(surveyed) } };
}

/** From the picture itself down to where the hole is as thin as a patch. */
function* pyramidOf(finest: Layer): Generator<number, Layer[]> {
  const layers = [finest];
  const box = boundsOf(finest.hole, finest, 1);
  if (!box) return layers;
  const distances = squaredDistances(box, (i) => {
    const y = box.y + Math.floor(i / box.width);
    return !finest.hole[y * finest.width + box.x + (i % box.width)];
  });
  // Without a known pixel in the box it is as thick as the box.
  yield 0;
  let thickest = 0;
  for (const distance of distances) thickest = Math.max(thickest, distance);
  let radius = Math.min(Math.sqrt(thickest), Math.min(box.width, box.height) / 2 + 1);
  let count = finest.hole.reduce((sum, isHole) => sum + isHole, 0);
  for (let layer = finest; radius > coarsestRadius || count > coarsestHole; ) {
    if (Math.min(layer.width, layer.height) < 2 * leastSide) break;
    layer = halfLayer(layer);
    yield 0;
    // What must not be copied grows on the way down: as many levels as have something left.
    if (layer.banned.includes(1) && toLevel(layer).sourceCount < fewestSources) break;
    layers.push(layer);
    radius = radius / 2 + 0.5;
    count /= 4;
  }
  return layers;
}

/** What looks like nothing around the hole is banned on all levels, as long as enough is left. */
function banStrangers(layers: readonly Layer[], survey: Layer): void {
  const strangers = strangersTo(survey);
  if (!strangers.includes(1)) return;
  const before = toLevel(survey).sourceCount;
  const banned = survey.banned.map((isBanned, at) => (isBanned || strangers[at] ? 1 : 0));
  if (toLevel({ ...survey, banned }).sourceCount < leastLeft * before) return;
  const surveyed = layers.indexOf(survey);
  layers.forEach((layer, index) => {
    const scale = 2 ** (index - surveyed);
    for (let y = 0, i = 0; y < layer.height; y += 1) {
      const row = Math.min(survey.height - 1, Math.floor(y * scale)) * survey.width;
      for (let x = 0; x < layer.width; x += 1, i += 1)
        if (strangers[row + Math.min(survey.width - 1, Math.floor(x * scale))]) layer.banned[i] = 1;
    }
  });
}
