import type { Context2D } from './context-2d';
import { boxOfRuns, coverRuns } from './raster/cover-runs';
import type { Runs } from './steps';

/** Draws runs under the context's transform (no rotation) in its `fillStyle`, alpha = coverage. */
export function drawRuns(context: Context2D, runs: Runs): void {
  const { a: scaleX, d: scaleY, e: x, f: y } = context.getTransform();
  const box = boxOfRuns(runs, { scaleX, scaleY, x, y }, context.canvas);
  if (!box) return;
  const layer = new OffscreenCanvas(box.width, box.height).getContext('2d');
  if (!layer) return;
  const pixels = new ImageData(box.width, box.height);
  const inBox = { scaleX, scaleY, x: x - box.x, y: y - box.y };
  coverRuns(runs, inBox, box, (row, from, to, coverage) => {
    const start = row * box.width;
    for (let i = start + from; i < start + to; i++) pixels.data[4 * i + 3] = coverage;
  });
  layer.putImageData(pixels, 0, 0);
  layer.globalCompositeOperation = 'source-in';
  layer.fillStyle = context.fillStyle;
  layer.fillRect(0, 0, box.width, box.height);
  context.save();
  context.resetTransform();
  context.drawImage(layer.canvas, box.x, box.y);
  context.restore();
}
