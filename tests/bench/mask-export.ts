import { createAreaClient } from '../../components/editor/areas/area-tools';
import type { Size } from '../../utils/base/geometry';
import { packDrawing } from '../../utils/drawing/steps';
import { drawMaskByCanvas } from '../support/mask-by-canvas';
import { strokesOver } from './mask-steps';

/** ms. */
export interface ExportTimes {
  readonly total: number;
  /** The longest time in which the page's thread did nothing else. */
  readonly stall: number;
  /** Bytes. */
  readonly size: number;
}

const strokeCount = 40;

/** Runs `work` while the page's thread passes itself messages, and watches how long one of them waits. */
async function timed(work: () => Promise<Blob>): Promise<ExportTimes> {
  const { port1, port2 } = new MessageChannel();
  let last = performance.now();
  let stall = 0;
  const look = () => {
    const now = performance.now();
    stall = Math.max(stall, now - last);
    last = now;
  };
  port1.onmessage = () => {
    look();
    port2.postMessage(0);
  };
  port2.postMessage(0);
  const start = performance.now();
  const { size } = await work();
  const total = performance.now() - start;
  look();
  port1.close();
  return { total, stall, size };
}

const client = createAreaClient();

/**
 * The mask as the editor saves it: raster and PNG, in its worker. Wherever the button for it is shown, that
 * worker has just counted what is masked, to say so.
 */
export async function exportByWorker(image: Size): Promise<ExportTimes> {
  const steps = strokesOver(image, strokeCount);
  const mask = packDrawing(steps); // as the draft was stored
  await client.run('count', { mask, image });
  return timed(() => client.run('export', { mask: packDrawing(steps), image }));
}

/** A worker's time that is like an export's, ms. */
const busyMs = 500;
const busyScript = `onmessage = () => {
  const end = performance.now() + ${busyMs};
  while (performance.now() < end);
  postMessage(0);
}`;

/** A worker that only looks at the clock: how long the page waits on this machine beside any work at all. */
export async function keepWorkerBusy(): Promise<ExportTimes> {
  const url = URL.createObjectURL(new Blob([busyScript]));
  const worker = new Worker(url);
  const answer = () =>
    new Promise<Blob>((resolve) => {
      worker.onmessage = () => resolve(new Blob());
      worker.postMessage(0);
    });
  await answer(); // it has started
  const times = await timed(answer);
  worker.terminate();
  URL.revokeObjectURL(url);
  return times;
}

/** The same strokes on a canvas of the image's size, and its `toBlob`. */
export function exportByCanvas(image: Size): Promise<ExportTimes> {
  const steps = strokesOver(image, strokeCount);
  return timed(() => {
    const canvas = document.createElement('canvas');
    Object.assign(canvas, image);
    const context = canvas.getContext('2d');
    if (!context) throw new Error('No 2D canvas');
    context.fillStyle = '#fff';
    drawMaskByCanvas(context, steps, { scale: 1, x: 0, y: 0 });
    return new Promise((resolve, reject) => {
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('No picture'))));
    });
  });
}
