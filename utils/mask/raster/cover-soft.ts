import {
  grow,
  intersect,
  mapRect,
  type Placement,
  type Rect,
  rectOf,
  roundOut,
  type Size,
} from '../../geometry';
import { stepBounds } from '../bounds';
import { coreOf, deviationOf, reach } from '../soft-stroke';
import type { BrushStroke } from '../steps';
import { enlarge } from './enlarge';
import { gaussianWeights } from './gaussian';
import type { SpanSink } from './row-cells';
import { createSoftTiles } from './soft-tile';

/** Cells to a standard deviation: between two of them its edge is straight to less than one of 255. */
const cellsOfDeviation = 3;

/** Cells of a side of what is blurred at once; where nothing is near, a tile costs next to nothing. */
const tileSide = 128;

/**
 * Hands over how far a stroke with a soft rim covers a target's pixels: its core, blurred as it is on the
 * screen. A wide blur has no details, so it is made of cells of several pixels and enlarged.
 */
export function coverSoftly(
  stroke: BrushStroke,
  placement: Placement,
  target: Size,
  sink: SpanSink,
): void {
  const core = coreOf(stroke);
  const deviation = deviationOf(stroke) * Math.max(placement.scaleX, placement.scaleY);
  const bounds = stepBounds(core);
  const placed = bounds && grow(mapRect(bounds, placement), reach * deviation + 1);
  const area = placed && intersect(roundOut(placed), rectOf(target));
  if (!area) return;
  const cell = Math.max(1, Math.floor(deviation / cellsOfDeviation));
  const perPx = { scaleX: 1 / cell, scaleY: 1 / cell, x: 0, y: 0 };
  const cells = roundOut(mapRect(area, perPx));
  const tile = {
    width: Math.min(tileSide, cells.width),
    height: Math.min(tileSide, cells.height),
  };
  const amongCells = {
    scaleX: placement.scaleX / cell,
    scaleY: placement.scaleY / cell,
    x: placement.x / cell,
    y: placement.y / cell,
  };
  const softTile = createSoftTiles(core, amongCells, tile, gaussianWeights(deviation / cell));
  for (const { x, y } of tilesOf(cells, tile)) {
    const samples = softTile(x, y);
    if (samples) enlarge(samples, { x, y, cell }, target, sink);
  }
}

function* tilesOf({ x, y, width, height }: Rect, tile: Size) {
  for (let top = y; top < y + height; top += tile.height)
    for (let left = x; left < x + width; left += tile.width) yield { x: left, y: top };
}
