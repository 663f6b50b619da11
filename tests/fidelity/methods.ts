import { blendAnswer, undoAlignment } from '../../utils/blend/blend-answer';
import { compositeInto, featherWeights } from '../../utils/blend/composite';
import { fillMembrane } from '../../utils/blend/match';
import { measureRegistration } from '../../utils/blend/register';
import { type Coverage, copyRaster, emptyPlane, type Raster } from '../../utils/pixels/raster';
import type { CropPlan } from '../../utils/plan/crop';

/** What a method is given. */
export interface Given {
  readonly before: Raster;
  readonly answer: Raster;
  /** The answer moved back to where the picture is: all methods but the plain paste get that for nothing. */
  readonly aligned: Raster;
  readonly strokes: Coverage;
}

/** A way to put an answer into a picture. */
export type Method = (given: Given) => Raster;

/** As the panel has it at first, px. */
export const featherPx = 12;

/** Px around the feather whose difference the simple methods go by. */
const ring = 24;

function planOf({ width, height }: Raster): CropPlan {
  const size = { width, height };
  return { crop: { x: 0, y: 0, ...size }, requestSize: size, scale: { x: 1, y: 1 } };
}

/** The answer moved back to where the picture is. */
export function aligned(before: Raster, answer: Raster, strokes: Coverage): Raster {
  const { crop } = planOf(before);
  const weights = featherWeights(strokes, featherPx);
  return undoAlignment(answer, measureRegistration(before, crop, answer, weights), crop);
}

function composited(before: Raster, answer: Raster, weights: Uint16Array): Raster {
  const result = copyRaster(before);
  compositeInto(result, planOf(before).crop, answer, weights);
  return result;
}

/** The pixels around the feather, which the simple methods take for unchanged. */
function ringOf(strokes: Coverage): number[] {
  const near = featherWeights(strokes, featherPx + ring);
  const changed = featherWeights(strokes, featherPx);
  return [...near.keys()].filter((i) => near[i] !== 0 && changed[i] === 0);
}

/** Mean of the differences, those far beyond a tint counting less. */
function meanTint(
  before: Raster,
  answer: Raster,
  places: readonly number[],
  channel: number,
): number {
  let [sum, count] = [0, 0];
  for (const i of places) {
    const difference = (before.data[4 * i + channel] ?? 0) - (answer.data[4 * i + channel] ?? 0);
    const share = 1 / (1 + (difference / 24) ** 2);
    sum += share * difference;
    count += share;
  }
  return count === 0 ? 0 : sum / count;
}

function withAdded(answer: Raster, added: (pixel: number, channel: number) => number): Raster {
  const tinted = copyRaster(answer);
  for (let i = 0; i < tinted.data.length / 4; i += 1)
    for (let channel = 0; channel < 3; channel += 1)
      tinted.data[4 * i + channel] = (answer.data[4 * i + channel] ?? 0) + added(i, channel);
  return tinted;
}

/** Px of a cell of the membrane. */
const cell = 2;

/** Gradient-domain cloning: the ring's differences, carried into the strokes as smoothly as can be. */
function membrane({ before, aligned, strokes }: Given): Raster {
  const [columns, rows] = [Math.ceil(before.width / cell), Math.ceil(before.height / cell)];
  const cellOf = (i: number): number =>
    Math.floor(i / before.width / cell) * columns + Math.floor((i % before.width) / cell);
  const known = emptyPlane(columns, rows);
  const ring = ringOf(strokes);
  for (const i of ring) known.data[cellOf(i)] = 1;
  const planes = [0, 1, 2].map((channel) => {
    const values = emptyPlane(columns, rows);
    for (const i of ring)
      values.data[cellOf(i)] =
        (before.data[4 * i + channel] ?? 0) - (aligned.data[4 * i + channel] ?? 0);
    fillMembrane(values, known);
    return values.data;
  });
  const added = withAdded(aligned, (i, channel) => planes[channel]?.[cellOf(i)] ?? 0);
  return composited(before, added, featherWeights(strokes, featherPx));
}

/**
 * The edit itself, without any error, with the feather that all others have: what of a seam is left is the change from the
 * new to the old where the edit goes on past the strokes.
 */
export const perfect = (before: Raster, after: Raster, strokes: Coverage): Raster =>
  composited(before, after, featherWeights(strokes, featherPx));

/** What is compared; `Repaint` is the default of the product, by its own function. */
export const methods = {
  paste: ({ before, answer, strokes }) => composited(before, answer, featherWeights(strokes, 0)),
  feather: ({ before, aligned, strokes }) =>
    composited(before, aligned, featherWeights(strokes, featherPx)),
  'tint + feather': ({ before, aligned, strokes }) => {
    const ring = ringOf(strokes);
    const tint = [0, 1, 2].map((channel) => meanTint(before, aligned, ring, channel));
    const added = withAdded(aligned, (_, channel) => tint[channel] ?? 0);
    return composited(before, added, featherWeights(strokes, featherPx));
  },
  membrane,
  Repaint: ({ before, answer, strokes }) => {
    const options = { featherPx, register: true, matchColour: true, seamless: true };
    return blendAnswer(before, answer, planOf(before), strokes, options).result;
  },
} as const satisfies Readonly<Record<string, Method>>;

export type MethodName = keyof typeof methods;
export const methodNames = Object.keys(methods) as MethodName[];

/** Products that are bad in one way each: each measure has to find the one that it is for. */
export const badMethods = {
  'nothing changed': ({ before }) => before,
  'all that was sent, pasted': ({ before, aligned, strokes }) =>
    composited(
      before,
      aligned,
      featherWeights(strokes, featherPx).map((weight) => (weight > 0 ? 65_535 : 0)),
    ),
  'washed out': ({ before, aligned, strokes }) =>
    composited(
      before,
      aligned,
      featherWeights(strokes, featherPx).map((weight) => weight / 2),
    ),
} as const satisfies Readonly<Record<string, Method>>;
