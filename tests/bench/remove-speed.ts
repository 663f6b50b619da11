import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type Browser, chromium } from 'playwright';
import sharp from 'sharp';
import type { MaskStep } from '../../utils/drawing/steps';
import { renderPicture } from '../gallery/pictures';
import { requireBrowser } from '../rig/find-browser';
import { engineFlags } from '../rig/launch-flags';
import { bundleWorker } from './bundle-worker';
import type { Run } from './edit-runner';
import type { BenchContext, Benchmark, Figure } from './figures';
import { peakMemoryOf } from './process-memory';
import type { RemoveTimes } from './remove-worker';
import { rounds } from './rounds';
import { serve } from './static-server';

const runs = rounds(5);

/** Widths of the photo, px, by their names; three high to four wide. */
const widths = { '1 MP': 1156, '4 MP': 2312, '12 MP': 4000 } as const;

/** Names a module that fills holes as well (`complete(rgb, mask, width, height)`), to be measured beside ours. */
const peerVariable = 'REPAINT_BENCH_FILL';

/** An ellipse over 2 % of the picture, on the lawn. */
function maskOn(width: number, height: number): MaskStep {
  const tall = Math.sqrt((0.02 * width * height) / Math.PI) * 2;
  const [x, y] = [0.55 * width - tall / 2, 0.72 * height - tall / 2];
  return { kind: 'ellipse', mode: 'add', rect: { x, y, width: tall, height: tall } };
}

export const removeSpeed: Benchmark = {
  name: 'remove',
  title: 'Remove: the first variant, 2 % of the photo',
  method: `A drawn photo of a garden at three sizes, a disc over 2 % of it; from the decoded picture to the filled part, in one \
worker, each run in a new one; median of ${runs}. Memory is the renderer's resident memory at its peak beyond what it held before, \
the decoded photo included.`,
  run: measure,
};

async function measure({ progress }: BenchContext): Promise<Figure[]> {
  progress('drawing the photo');
  const { bytes } = await renderPicture('garden-12mp.jpg');
  const peer = process.env[peerVariable];
  const worker = await bundleWorker(path.join(import.meta.dirname, 'remove-worker.ts'));
  const photos = await Promise.all(
    Object.entries(widths).map(async ([name, width]) => {
      const height = Math.round((width * 3) / 4);
      const body = await sharp(bytes).resize(width, height).jpeg({ quality: 92 }).toBuffer();
      return { name, mask: maskOn(width, height), file: { type: 'image/jpeg', body } };
    }),
  );
  const server = await serve({
    '/': { type: 'text/html', body: '<!doctype html><link rel="icon" href="data:,">' },
    '/worker.js': { type: 'text/javascript', body: worker },
    ...(peer ? { '/peer.js': { type: 'text/javascript', body: await readFile(peer, 'utf8') } } : {}), // biome-ignore format: one file
    ...Object.fromEntries(photos.map(({ name, file }) => [`/${fileOf(name)}`, file])),
  });
  const browser = await chromium.launch({ executablePath: requireBrowser(), args: engineFlags() });
  try {
    const figures: Figure[] = [];
    for (const { name, mask } of photos) {
      const [own, others]: Run<RemoveTimes>[][] = [[], []];
      for (let run = 1; run <= runs; run += 1) {
        progress(`${name}, ${run} of ${runs}`);
        own?.push(await runOnce(browser, server.origin, { picture: fileOf(name), mask }));
        if (peer) others?.push(await runOnce(browser, server.origin, { picture: fileOf(name), mask, peer: '/peer.js' })); // biome-ignore format: one call
      }
      figures.push(...figuresOf(name, own ?? [], others ?? [], peer));
    }
    return figures;
  } finally {
    await browser.close();
    await server.close();
  }
}

function figuresOf(
  name: string,
  own: readonly Run<RemoveTimes>[],
  others: readonly Run<RemoveTimes>[],
  peer: string | undefined,
): Figure[] {
  const label = peer ? path.basename(peer) : '';
  const fills = (all: readonly Run<RemoveTimes>[]) => all.map(({ times }) => times.fill);
  const peaks = own.flatMap(({ peak }) => peak ?? []);
  return [
    {
      ...{ title: `${name}: filled`, unit: 'ms', values: fills(own) },
      ...(others.length > 0 ? { beside: [{ label, values: fills(others) }] } : {}),
    },
    {
      title: `${name}: longest time without a rest`,
      unit: 'ms',
      values: own.map(({ times }) => times.longest),
    },
    ...(peaks.length > 0 ? [{ title: `${name}: memory`, unit: 'MB', values: peaks } as const] : []),
  ];
}

/** An address without a space. */
const fileOf = (name: string): string => `${name.replace(' ', '-')}.jpg`;

interface Wish {
  readonly picture: string;
  readonly mask: MaskStep;
  readonly peer?: string;
}

async function runOnce(browser: Browser, origin: string, wish: Wish): Promise<Run<RemoveTimes>> {
  const page = await browser.newPage();
  try {
    await page.goto(origin);
    const { result, peak } = await peakMemoryOf(browser, () => page.evaluate(orderFill, wish));
    if (result.error !== undefined) throw new Error(`The worker failed: ${result.error}`);
    return { times: result.times as RemoveTimes, peak };
  } finally {
    await page.close();
  }
}

/** Evaluated in the page, so without functions that have a name. */
async function orderFill(wish: Wish): Promise<{ times?: unknown; error?: string }> {
  const picture = await (await fetch(`/${wish.picture}`)).blob();
  const peer = wish.peer && new URL(wish.peer, location.href).href;
  const worker = new Worker('/worker.js', { type: 'module' });
  return new Promise((resolve) => {
    worker.onerror = ({ message }) => resolve({ error: message || 'The worker does not start' });
    worker.onmessage = ({ data }) => {
      if (data === 'started') worker.postMessage({ ...wish, picture, peer });
      else resolve(data);
    };
  });
}
