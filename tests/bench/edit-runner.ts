import path from 'node:path';
import { type Browser, chromium, type Page } from 'playwright';
import { requireBrowser } from '../rig/find-browser';
import { engineFlags } from '../rig/launch-flags';
import { bundleWorker } from './bundle-worker';
import type { CanvasTimes, EditTimes, Order } from './edit-worker';
import { peakMemoryOf } from './process-memory';
import { type ServedFile, serve } from './static-server';

export interface Run<Times> {
  readonly times: Times;
  /** MB, where the system tells. */
  readonly peak: number | undefined;
}

/** What is edited: a picture by its name on the server, and a mask on it. */
export interface Subject extends Pick<Order, 'mask'> {
  readonly picture: string;
}

export interface EditRunner {
  edit(job: 'edit' | 'edit-parts', subject: Subject): Promise<Run<EditTimes>>;
  canvas(subject: Subject): Promise<Run<CanvasTimes>>;
  close(): Promise<void>;
}

/** A browser that edits these pictures; each run in a worker of a page, and so mostly a process, of its own. */
export async function startEditRunner(
  pictures: Readonly<Record<string, ServedFile>>,
): Promise<EditRunner> {
  const worker = await bundleWorker(path.join(import.meta.dirname, 'edit-worker.ts'));
  const served = Object.entries(pictures).map(([name, file]) => [`/${name}`, file] as const);
  const server = await serve({
    '/': { type: 'text/html', body: '<!doctype html><link rel="icon" href="data:,">' },
    '/worker.js': { type: 'text/javascript', body: worker },
    ...Object.fromEntries(served),
  });
  const browser = await chromium.launch({ executablePath: requireBrowser(), args: engineFlags() });
  return {
    edit: (job, subject) => runOnce(browser, server.origin, { job, ...subject }),
    canvas: (subject) => runOnce(browser, server.origin, { job: 'canvas', ...subject }),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

type Wish = Subject & Pick<Order, 'job'>;

async function runOnce<Times>(browser: Browser, origin: string, wish: Wish): Promise<Run<Times>> {
  const page = await browser.newPage();
  try {
    await page.goto(origin);
    await page.evaluate(startWorker);
    const { result, peak } = await peakMemoryOf(browser, () => orderJob<Times>(page, wish));
    return { times: result, peak };
  } finally {
    await page.close();
  }
}

async function orderJob<Times>(page: Page, wish: Wish): Promise<Times> {
  const { times, error } = await page.evaluate(askWorker, wish);
  if (error !== undefined) throw new Error(`The worker failed at "${wish.job}": ${error}`);
  return times as Times;
}

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

async function askWorker(wish: Wish): Promise<{ times?: unknown; error?: string }> {
  const picture = await (await fetch(`/${wish.picture}`)).blob();
  return new Promise((resolve) => {
    globalThis.benchWorker.onmessage = ({ data }) => resolve(data);
    globalThis.benchWorker.postMessage({ ...wish, picture });
  });
}
