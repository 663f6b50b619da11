import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
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
import type { RemovePeer, RemoveTimes } from './remove-worker';
import { rounds, sizesFor } from './rounds';
import { serve } from './static-server';

const runs = rounds(5);

/** Widths of the photo, px, by their names; three high to four wide. A round that only shows that all runs takes the smallest. */
const widths = { '1 MP': 1156, '4 MP': 2312, '12 MP': 4000, '50 MP': 8165 } as const;
const sizes = sizesFor(widths);

/** Names a module that fills holes as well (`complete(rgb, mask, width, height)`), to be measured beside ours. */
const peerVariable = 'REPAINT_BENCH_FILL';

type Peers = Readonly<Record<string, RemovePeer>>;
const openCv: Peers = {
  Telea: { address: '/opencv.js', method: 'INPAINT_TELEA' },
  'Navier-Stokes': { address: '/opencv.js', method: 'INPAINT_NS' },
};

/** An ellipse over 2 % of the picture, on the lawn. */
function maskOn(width: number, height: number): MaskStep {
  const tall = Math.sqrt((0.02 * width * height) / Math.PI) * 2;
  const [x, y] = [0.55 * width - tall / 2, 0.72 * height - tall / 2];
  return { kind: 'ellipse', mode: 'add', rect: { x, y, width: tall, height: tall } };
}

export const removeSpeed: Benchmark = {
  name: 'remove',
  title: 'Remove: the first variant, 2 % of the photo',
  method: `A drawn photo of a garden at four sizes, a disc over 2 % of it; from the decoded picture to the filled part, in one \
worker, each run in a new one; median of ${runs}. Memory is the renderer's resident memory at its peak beyond what it held before, \
the decoded photo included. Beside it OpenCV's diffusions (opencv-js, wasm) on the same part of the photo, without loading.`,
  run: measure,
};

async function measure({ progress }: BenchContext): Promise<Figure[]> {
  progress('drawing the photo');
  const { bytes } = await renderPicture('garden-12mp.jpg');
  const own = process.env[peerVariable];
  const peers: Peers = { ...openCv, ...(own && { [path.basename(own)]: { address: '/peer.js', method: 'complete' } }) }; // biome-ignore format: one list
  const worker = await bundleWorker(path.join(import.meta.dirname, 'remove-worker.ts'));
  const photos = await Promise.all(
    sizes.map(async ([name, width]) => {
      const height = Math.round((width * 3) / 4);
      const body = await sharp(bytes).resize(width, height).jpeg({ quality: 92 }).toBuffer();
      return { name, mask: maskOn(width, height), file: { type: 'image/jpeg', body } };
    }),
  );
  const server = await serve({
    '/': { type: 'text/html', body: '<!doctype html><link rel="icon" href="data:,">' },
    '/worker.js': { type: 'text/javascript', body: worker },
    '/opencv.js': await openCvModule(),
    ...(own ? { '/peer.js': scriptFile(await readFile(own, 'utf8')) } : {}),
    ...Object.fromEntries(photos.map(({ name, file }) => [`/${fileOf(name)}`, file])),
  });
  const browser = await chromium.launch({ executablePath: requireBrowser(), args: engineFlags() });
  try {
    const figures: Figure[] = [];
    for (const { name, mask } of photos) {
      const picture = fileOf(name);
      const ours: Run<RemoveTimes>[] = [];
      const others = new Map(Object.keys(peers).map((label) => [label, [] as number[]]));
      for (let run = 1; run <= runs; run += 1) {
        progress(`${name}, ${run} of ${runs}`);
        ours.push(await runOnce(browser, server.origin, { picture, mask }));
        for (const [label, peer] of Object.entries(peers))
          others.get(label)?.push((await runOnce(browser, server.origin, { picture, mask, peer })).times.fill); // biome-ignore format: one call
      }
      figures.push(...figuresOf(name, ours, others));
    }
    return figures;
  } finally {
    await browser.close();
    await server.close();
  }
}

const scriptFile = (body: string) => ({ type: 'text/javascript', body });

/** It is made for Node's modules and classic scripts: here it is given what it looks for in one of the first kind. */
async function openCvModule() {
  const file = createRequire(import.meta.url).resolve('@techstark/opencv-js');
  const script = await readFile(file, 'utf8');
  return scriptFile(`const module = { exports: {} };\n${script}\nexport default module.exports;`);
}

function figuresOf(
  name: string,
  own: readonly Run<RemoveTimes>[],
  others: ReadonlyMap<string, readonly number[]>,
): Figure[] {
  const peaks = own.flatMap(({ peak }) => peak ?? []);
  return [
    {
      ...{ title: `${name}: filled`, unit: 'ms', values: own.map(({ times }) => times.fill) },
      beside: [...others].map(([label, values]) => ({ label, values })),
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
  readonly peer?: RemovePeer;
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
  const { peer } = wish;
  const there = peer && { ...peer, address: new URL(peer.address, location.href).href };
  const worker = new Worker('/worker.js', { type: 'module' });
  return new Promise((resolve) => {
    worker.onerror = ({ message }) => resolve({ error: message || 'The worker does not start' });
    worker.onmessage = ({ data }) => {
      if (data === 'started') worker.postMessage({ ...wish, picture, peer: there });
      else resolve(data);
    };
  });
}
