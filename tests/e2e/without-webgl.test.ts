import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from 'playwright';
import { expect, it } from 'vitest';
import { bundleWorker } from '../bench/bundle-worker';
import { serve } from '../bench/static-server';
import { patternPixel } from '../fixtures/image/pattern';
import { requireBrowser } from '../rig/find-browser';
import { engineFlags } from '../rig/launch-flags';

/*
 * The extension's background is a service worker: it has no video frames, and where the browser has neither GPU nor
 * software rasteriser no WebGL either.
 */

const worker = path.join(import.meta.dirname, 'decode-worker.ts');

interface Decoded {
  readonly hasWebGl: boolean;
  readonly hasVideoFrame: boolean;
  readonly pixels: readonly number[];
}

/** Evaluated in the page. */
async function askWorker(): Promise<Decoded> {
  await navigator.serviceWorker.register('/worker.js', { type: 'module' });
  const { active } = await navigator.serviceWorker.ready;
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = ({ data }) => resolve(data);
    active?.postMessage('/alpha.webp', [port2]);
  });
}

it('keeps partial alpha exact in a service worker of a browser without WebGL', async () => {
  const image = path.join(import.meta.dirname, '../fixtures/image/alpha.webp');
  const server = await serve({
    '/': { type: 'text/html', body: '<!doctype html><link rel="icon" href="data:,">' },
    '/worker.js': { type: 'text/javascript', body: await bundleWorker(worker) },
    '/alpha.webp': { type: 'image/webp', body: await readFile(image) },
  });
  const args = [...engineFlags(), '--disable-gpu', '--disable-software-rasterizer'];
  const browser = await chromium.launch({
    ...{ executablePath: requireBrowser(), args },
    ignoreDefaultArgs: ['--enable-unsafe-swiftshader'], // Playwright's own: WebGL by software
  });
  try {
    const page = await browser.newPage();
    await page.goto(server.origin);
    const { hasWebGl, hasVideoFrame, pixels } = await page.evaluate(askWorker);
    expect([hasWebGl, hasVideoFrame]).toEqual([false, false]);
    const stored = Array.from({ length: 24 * 16 }, (_, i) =>
      patternPixel(i % 24, Math.floor(i / 24)),
    );
    expect(pixels).toEqual(stored.flat());
  } finally {
    await browser.close();
    await server.close();
  }
});
