import { AppError } from '../errors';
import { intersect, type Rect, type Size } from '../geometry';
import type { Coverage } from '../image/raster';
import { stepBounds } from './bounds';
import type { Context2D } from './context-2d';
import { drawStep, sinceCleared } from './draw-step';
import type { MaskStep } from './steps';

/** Where image px land on a canvas: `canvas = image × scale + (x, y)`, canvas px. */
export interface ToTarget {
  readonly scale: number;
  readonly x: number;
  readonly y: number;
}

/** Side of the canvases that coverage is drawn on; far below any browser's limit of side or area. */
const tileSide = 1024;

/**
 * Draws the mask that `steps` make, in the context's `fillStyle` (to be opaque), alpha = coverage.
 * The canvas has to be empty; the mask is not clipped to the image (set a clip for that).
 */
export function drawMask(
  context: Context2D,
  steps: readonly MaskStep[],
  { toTarget: { scale, x, y } }: { toTarget: ToTarget },
): void {
  context.save();
  context.setTransform(scale, 0, 0, scale, x, y);
  for (const step of sinceCleared(steps)) drawStep(context, step);
  context.restore();
}

/**
 * How far each pixel of `region` (image px, inside the image) is masked, at `targetSize` (pixels;
 * by default the region's own). Needs an OffscreenCanvas and no page, so workers can call it.
 */
export function renderCoverage(
  steps: readonly MaskStep[],
  region: Rect,
  targetSize: Size = region,
): Coverage {
  const { width, height } = targetSize;
  const coverage: Coverage = { width, height, data: new Uint8ClampedArray(width * height) };
  const live = sinceCleared(steps);
  for (const tile of tilesOf(targetSize)) {
    // The directions have their own scales: a target's sides are rounded to whole pixels.
    const x = region.width / width;
    const y = region.height / height;
    const area = {
      x: region.x + tile.x * x,
      y: region.y + tile.y * y,
      width: tile.width * x,
      height: tile.height * y,
    };
    const visible = live.filter((step) => reaches(step, area));
    if (visible.length > 0) copyAlpha(drawTile(visible, area, tile), tile, coverage);
  }
  return coverage;
}

function tilesOf({ width, height }: Size): Rect[] {
  const tiles: Rect[] = [];
  for (let y = 0; y < height; y += tileSide) {
    for (let x = 0; x < width; x += tileSide) {
      const size = { width: Math.min(tileSide, width - x), height: Math.min(tileSide, height - y) };
      tiles.push({ x, y, ...size });
    }
  }
  return tiles;
}

function drawTile(steps: readonly MaskStep[], area: Rect, { width, height }: Size): ImageData {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new AppError('out-of-memory');
  const scale = { x: width / area.width, y: height / area.height };
  context.setTransform(scale.x, 0, 0, scale.y, -area.x * scale.x, -area.y * scale.y);
  for (const step of steps) drawStep(context, step);
  return context.getImageData(0, 0, width, height);
}

function reaches(step: MaskStep, area: Rect): boolean {
  if (step.kind === 'invert' || step.kind === 'clear') return true;
  const box = stepBounds(step);
  return box !== undefined && intersect(box, area) !== undefined;
}

function copyAlpha({ data }: ImageData, tile: Rect, coverage: Coverage): void {
  for (let row = 0; row < tile.height; row++) {
    const start = (tile.y + row) * coverage.width + tile.x;
    const end = start + tile.width;
    for (let i = start, from = row * tile.width * 4 + 3; i < end; i++, from += 4) {
      coverage.data[i] = data[from] ?? 0;
    }
  }
}
