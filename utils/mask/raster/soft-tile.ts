import type { Placement, Size } from '../../geometry';
import { createFiller } from './fill-shapes';
import { createFlatPath } from './flatten';
import { blur } from './gaussian';
import { type ShapeStep, shapesOf } from './trace-step';

/** Samples 0…255, rows from the top. */
export interface Samples extends Size {
  readonly data: Float32Array;
}

/**
 * Blurs a step, tile by tile. The result takes the place of a tile's first cell and gives the tile's
 * samples with one more on each of the four sides; undefined where nothing of the step is near.
 * @param placement where image px land among the cells
 * @param tile cells
 * @param weights of the blur, see `gaussianWeights`
 */
export function createSoftTiles(
  step: ShapeStep,
  placement: Placement,
  tile: Size,
  weights: Float64Array,
): (x: number, y: number) => Samples | undefined {
  const margin = weights.length; // what the weights reach, and the one sample more
  const size = { width: tile.width + 2 * margin, height: tile.height + 2 * margin };
  const sharp = new Uint8ClampedArray(size.width * size.height);
  const filler = createFiller(size);
  const path = createFlatPath(placement);
  const shapes = shapesOf(step).map((trace) => {
    trace(path);
    return path.take().slice();
  });
  return (x, y) => {
    for (const [shape, lines] of shapes.entries()) filler.add(shape, lines, x - margin, y - margin);
    let covered = 0;
    sharp.fill(0);
    filler.fill((row, from, to, coverage) => {
      const start = row * size.width;
      sharp.fill(coverage, start + from, start + to);
      covered += (to - from) * coverage;
    });
    if (covered === 0) return undefined;
    const soft = { width: tile.width + 2, height: tile.height + 2 };
    const isFull = covered === 255 * sharp.length;
    const data = isFull
      ? new Float32Array(soft.width * soft.height).fill(255)
      : blur(sharp, size, weights);
    return { ...soft, data };
  };
}
