import { decodeRaster } from '../../utils/codecs/decode';
import type { MaskStep } from '../../utils/drawing/steps';
import { fillHole } from '../../utils/fill/complete';
import { cutPart } from '../../utils/fill/part';
import { planRemoval } from '../../utils/jobs/plan-removal';
import type { Raster } from '../../utils/pixels/raster';

/* Runs in a module worker of the browser: a removal's first variant by the extension's own functions, or by another fill. */

export interface RemoveOrder {
  readonly picture: Blob;
  /** Image px. */
  readonly mask: MaskStep;
  /** What fills instead. */
  readonly peer?: RemovePeer | undefined;
}

/** OpenCV's own fillings, by the address of its script, or a module with `complete(rgb, mask, width, height)`. */
export interface RemovePeer {
  readonly address: string;
  readonly method: 'INPAINT_TELEA' | 'INPAINT_NS' | 'complete';
}

export interface RemoveTimes {
  /** ms from the decoded picture to the filled part. */
  readonly fill: number;
  /** The longest time without a rest, ms; 0 for another fill. */
  readonly longest: number;
  /** Pixels of the hole. */
  readonly hole: number;
}

/** As the settings have it at first. */
const featherPx = 12;

interface Peer {
  complete(rgb: Uint8Array, mask: Uint8Array, width: number, height: number): unknown;
}

async function remove({ picture, mask, peer }: RemoveOrder): Promise<RemoveTimes> {
  const original = await decodeRaster(picture);
  if (peer?.method === 'complete') return fillBy(peer.address, original, mask);
  if (peer) return inpaintBy(peer.address, peer.method, original, mask);
  const start = performance.now();
  const { region, hole, parts } = planRemoval([mask], original, featherPx);
  let longest = 0;
  for (const plan of parts) {
    const part = cutPart(original, { region, data: hole }, plan);
    const work = fillHole(part, { seed: 1, method: 'anywhere' });
    for (let before = performance.now(), step = work.next(); !step.done; step = work.next()) {
      longest = Math.max(longest, performance.now() - before);
      before = performance.now();
    }
  }
  return { fill: performance.now() - start, longest, hole: countOf(hole) };
}

/** The same hole; the peer takes the whole picture without alpha. */
async function fillBy(peer: string, original: Raster, mask: MaskStep): Promise<RemoveTimes> {
  const { complete }: Peer = await import(/* @vite-ignore */ peer);
  const { width, height } = original;
  const { region, hole } = planRemoval([mask], original, featherPx);
  const all = new Uint8Array(width * height);
  for (let y = 0; y < region.height; y += 1) {
    const row = hole.subarray(y * region.width, (y + 1) * region.width);
    all.set(row, (region.y + y) * width + region.x);
  }
  const rgb = new Uint8Array(3 * all.length);
  for (let i = 0; i < all.length; i += 1) rgb.set(original.data.subarray(4 * i, 4 * i + 3), 3 * i);
  const start = performance.now();
  complete(rgb, all, width, height);
  return { fill: performance.now() - start, longest: 0, hole: countOf(hole) };
}

/** Of OpenCV: what both ways of inpainting need. */
interface Mat {
  readonly data: Uint8Array;
  delete(): void;
}
interface Cv {
  readonly Mat: new () => Mat;
  onRuntimeInitialized?: () => void;
  matFromArray(rows: number, columns: number, type: number, data: ArrayLike<number>): Mat;
  cvtColor(from: Mat, to: Mat, code: number): void;
  inpaint(picture: Mat, mask: Mat, filled: Mat, radius: number, method: number): void;
  readonly CV_8UC1: number;
  readonly CV_8UC4: number;
  readonly COLOR_RGBA2RGB: number;
  readonly INPAINT_TELEA: number;
  readonly INPAINT_NS: number;
}

async function openCv(address: string): Promise<{ readonly cv: Cv }> {
  const { default: loaded }: { default: Cv | Promise<Cv> } = await import(/* @vite-ignore */ address); // biome-ignore format: one call
  // Wrapped, since it may count as a promise itself.
  if (loaded instanceof Promise) return { cv: await loaded };
  if (!('Mat' in loaded))
    await new Promise<void>((resolve) => {
      (loaded as Cv).onRuntimeInitialized = resolve;
    });
  return { cv: loaded };
}

/** The same holes, each with the same part of the picture around it; from the part in its memory to the filled one. */
async function inpaintBy(
  address: string,
  method: 'INPAINT_TELEA' | 'INPAINT_NS',
  original: Raster,
  mask: MaskStep,
): Promise<RemoveTimes> {
  const { cv } = await openCv(address);
  const { region, hole, parts } = planRemoval([mask], original, featherPx);
  let fill = 0;
  for (const plan of parts) {
    const { picture, hole: own } = cutPart(original, { region, data: hole }, plan);
    const { width, height, data } = picture;
    const rgba = cv.matFromArray(height, width, cv.CV_8UC4, data);
    const rgb = new cv.Mat();
    cv.cvtColor(rgba, rgb, cv.COLOR_RGBA2RGB);
    const marked = cv.matFromArray(height, width, cv.CV_8UC1, own.map((isHole) => 255 * isHole)); // biome-ignore format: one call
    const filled = new cv.Mat();
    const start = performance.now();
    cv.inpaint(rgb, marked, filled, 5, cv[method]);
    fill += performance.now() - start;
    for (const mat of [rgba, rgb, marked, filled]) mat.delete();
  }
  return { fill, longest: 0, hole: countOf(hole) };
}

const countOf = (hole: Uint8Array): number => hole.reduce((sum, isHole) => sum + isHole, 0);

self.onmessage = async ({ data }: MessageEvent<RemoveOrder>) => {
  try {
    self.postMessage({ times: await remove(data) });
  } catch (error) {
    self.postMessage({ error: error instanceof Error ? (error.stack ?? error.message) : error });
  }
};
self.postMessage('started');
