import { intersect, type Rect, rectOf, roundOut, type Size } from '../geometry';
import type { Context2D } from './context-2d';
import { forEachSpan } from './runs';
import type { Runs } from './steps';

/** Where image px land: `target = image × scale + offset`, px of the target. */
interface ToPixels {
  readonly scaleX: number;
  readonly scaleY: number;
  readonly x: number;
  readonly y: number;
}

/** Draws runs under the context's transform (no rotation) in its `fillStyle`, alpha = coverage. */
export function drawRuns(context: Context2D, runs: Runs): void {
  const { a, d, e, f } = context.getTransform();
  const drawn = coverRuns(runs, { scaleX: a, scaleY: d, x: e, y: f }, context.canvas);
  if (!drawn) return;
  const { box, alpha } = drawn;
  const layer = new OffscreenCanvas(box.width, box.height).getContext('2d');
  if (!layer) return;
  const pixels = new ImageData(box.width, box.height);
  for (let i = 0; i < alpha.length; i++) pixels.data[4 * i + 3] = alpha[i] ?? 0;
  layer.putImageData(pixels, 0, 0);
  layer.globalCompositeOperation = 'source-in';
  layer.fillStyle = context.fillStyle;
  layer.fillRect(0, 0, box.width, box.height);
  context.save();
  context.resetTransform();
  context.drawImage(layer.canvas, box.x, box.y);
  context.restore();
}

/**
 * The share of each of the target's pixels that the runs cover, 0…255, exact at any scale, in the box
 * that they touch; undefined where that is none. The time is that of the runs and of the box.
 */
export function coverRuns(
  runs: Runs,
  to: ToPixels,
  target: Size,
): { readonly box: Rect; readonly alpha: Uint8ClampedArray } | undefined {
  const { rect, grid } = runs;
  const cell = {
    width: (rect.width / grid.width) * to.scaleX,
    height: (rect.height / grid.height) * to.scaleY,
    x: rect.x * to.scaleX + to.x,
    y: rect.y * to.scaleY + to.y,
  };
  const whole = { ...cell, width: cell.width * grid.width, height: cell.height * grid.height };
  const box = intersect(roundOut(whole), rectOf(target));
  if (!box) return undefined;
  // Coverage changes at a span's two ends only; a row's sums give it back.
  const stride = box.width + 2;
  const changes = new Float32Array(stride * box.height);
  const limit = (x: number) => Math.max(0, Math.min(box.width, x));
  forEachSpan(runs, (row, from, to) => {
    const top = Math.max(0, cell.y + row * cell.height - box.y);
    const bottom = Math.min(box.height, cell.y + (row + 1) * cell.height - box.y);
    const left = limit(cell.x + from * cell.width - box.x);
    const right = limit(cell.x + to * cell.width - box.x);
    if (right <= left) return;
    for (let y = Math.floor(top); y < bottom; y++) {
      const share = Math.min(bottom, y + 1) - Math.max(top, y);
      addEdge(changes, y * stride, left, share);
      addEdge(changes, y * stride, right, -share);
    }
  });
  return { box, alpha: sums(changes, box) };
}

/** From `at` on (a fraction of a pixel counts as such) the row is covered by `share` more. */
function addEdge(changes: Float32Array, row: number, at: number, share: number): void {
  const pixel = Math.floor(at);
  const part = at - pixel;
  changes[row + pixel] = (changes[row + pixel] ?? 0) + share * (1 - part);
  changes[row + pixel + 1] = (changes[row + pixel + 1] ?? 0) + share * part;
}

function sums(changes: Float32Array, { width, height }: Size): Uint8ClampedArray {
  const alpha = new Uint8ClampedArray(width * height);
  for (let y = 0; y < height; y++) {
    let covered = 0;
    for (let x = 0; x < width; x++) {
      covered += changes[y * (width + 2) + x] ?? 0;
      alpha[y * width + x] = covered * 255;
    }
  }
  return alpha;
}
