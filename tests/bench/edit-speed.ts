import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { renderPicture } from '../gallery/pictures';
import { requireBrowser } from '../rig/find-browser';
import { engineFlags } from '../rig/launch-flags';
import { bundleWorker } from './bundle-worker';
import type { CanvasTimes, EditTimes, Order } from './edit-worker';
import type { BenchContext, Benchmark, Figure } from './figures';
import { peakMemoryOf } from './process-memory';
import { type ServedFile, serve } from './static-server';

const runs = 5;
/** Runs that do the parts of stages once more. */
const partRuns = 3;

/** A local edit without the server's share: a large photo, a small mask. */
export const editSpeed: Benchmark = {
  name: 'edit',
  title: 'Edit of a 12 MP photo, small mask',
  method: `A JPEG of 4,000 × 3,000 px, a stroke of 400 × 90 px, the answer moved by a pixel and
tinted; the extension's own functions in a module worker, each run in a new one, as a background worker seldom lives to see
its code warm; median of ${runs} (parts of stages: of ${partRuns}). Beside it the same picture through an \`OffscreenCanvas\`, unchanged: draw, \`convertToBlob\`.
Memory is the renderer's resident memory at its peak beyond what it held before.`.replaceAll(
    '\n',
    ' ',
  ),
  run: measure,
};

interface Run<Times> {
  readonly times: Times;
  /** MB, where the system tells. */
  readonly peak: number | undefined;
}

async function measure({ progress }: BenchContext): Promise<readonly Figure[]> {
  progress('drawing the photo');
  const server = await serve(await files());
  const browser = await chromium.launch({ executablePath: requireBrowser(), args: engineFlags() });
  try {
    const edits: Run<EditTimes>[] = [];
    const parts: Run<EditTimes>[] = [];
    const canvases: Run<CanvasTimes>[] = [];
    for (let run = 1; run <= runs; run += 1) {
      progress(`${run} of ${runs}`);
      edits.push(await runOnce(browser, server.origin, 'edit'));
      canvases.push(await runOnce(browser, server.origin, 'canvas'));
      if (run <= partRuns) parts.push(await runOnce(browser, server.origin, 'edit-parts'));
    }
    return figuresOf(edits, parts, canvases);
  } finally {
    await browser.close();
    await server.close();
  }
}

async function files(): Promise<Readonly<Record<string, ServedFile>>> {
  const { bytes, type } = await renderPicture('garden-12mp.jpg');
  const worker = await bundleWorker(path.join(import.meta.dirname, 'edit-worker.ts'));
  return {
    '/': { type: 'text/html', body: '<!doctype html><link rel="icon" href="data:,">' },
    '/worker.js': { type: 'text/javascript', body: worker },
    '/photo': { type, body: bytes },
  };
}

/** In a page, and so mostly in a process, of its own: no run sees what another one has left behind. */
async function runOnce<Times>(
  browser: Browser,
  origin: string,
  job: Order['job'],
): Promise<Run<Times>> {
  const page = await browser.newPage();
  try {
    await page.goto(origin);
    await page.evaluate(startWorker);
    const { result, peak } = await peakMemoryOf(browser, () => orderJob<Times>(page, job));
    return { times: result, peak };
  } finally {
    await page.close();
  }
}

async function orderJob<Times>(page: Page, job: Order['job']): Promise<Times> {
  const { times, error } = await page.evaluate(askWorker, job);
  if (error !== undefined) throw new Error(`The worker failed at "${job}": ${error}`);
  return times as Times;
}

function figuresOf(
  edits: readonly Run<EditTimes>[],
  parts: readonly Run<EditTimes>[],
  canvases: readonly Run<CanvasTimes>[],
): Figure[] {
  const beside = (read: (times: CanvasTimes) => number) => [
    { label: 'canvas', values: canvases.map(({ times }) => read(times)) },
  ];
  const ms = (title: string, read: (times: EditTimes) => number, from = edits): Figure => ({
    title,
    unit: 'ms',
    values: from.map(({ times }) => read(times)),
  });
  const peaksOf = (from: readonly Run<unknown>[]) => from.flatMap(({ peak }) => peak ?? []);
  const memory = { title: 'Peak memory', unit: 'MB', values: peaksOf(edits) } as const;
  return [
    { ...ms('All of it', allOf), beside: beside(({ decode, encode }) => decode + encode) },
    { ...ms('Decode', ({ decode }) => decode), beside: beside(({ decode }) => decode) },
    ms('Crop and mask as PNG', ({ prepare }) => prepare),
    ms('… of that the crop', ({ cropOnly }) => cropOnly, parts),
    ms('Decode the answer', ({ decodeAnswer }) => decodeAnswer),
    ms('Register, match colour, composite, count', ({ blend }) => blend),
    ms('… of that composite and count', ({ compositeOnly }) => compositeOnly, parts),
    { ...ms('Encode', ({ encode }) => encode), beside: beside(({ encode }) => encode) },
    {
      title: 'The PNG',
      unit: 'MB',
      values: edits.slice(0, 1).map(({ times }) => times.size / 1e6),
      beside: [
        { label: 'canvas', values: canvases.slice(0, 1).map(({ times }) => times.size / 1e6) },
      ],
    },
    ...(memory.values.length > 0
      ? [{ ...memory, beside: [{ label: 'canvas', values: peaksOf(canvases) }] }]
      : []),
  ];
}

const allOf = ({ decode, prepare, decodeAnswer, blend, encode }: EditTimes): number =>
  decode + prepare + decodeAnswer + blend + encode;

/* What follows is evaluated in the page. */

declare global {
  /** The worker that `startWorker` has started. */
  var benchWorker: Worker;
}

function startWorker(): Promise<void> {
  return new Promise((resolve, reject) => {
    const worker = new Worker('/worker.js', { type: 'module' });
    worker.onmessage = () => resolve();
    worker.onerror = ({ message }) => reject(new Error(message || 'The worker does not start'));
    globalThis.benchWorker = worker;
  });
}

async function askWorker(job: Order['job']): Promise<{ times?: unknown; error?: string }> {
  const picture = await (await fetch('/photo')).blob();
  return new Promise((resolve) => {
    globalThis.benchWorker.onmessage = ({ data }) => resolve(data);
    globalThis.benchWorker.postMessage({ job, picture });
  });
}
