import path from 'node:path';
import { chromium, type Page } from 'playwright';
import { bundleWorker } from '../bench/bundle-worker';
import { type ServedFile, serve } from '../bench/static-server';
import { requireBrowser } from '../rig/find-browser';
import { engineFlags } from '../rig/launch-flags';
import type { Order, Outcome } from './edit-worker';

/** An order whose picture is a file of the page's server. */
export type Wish = Omit<Order, 'picture'> & { readonly picture: string };

export type Images = readonly Buffer[] | { readonly refused: string };

export interface EditPage {
  edit(wish: Wish): Promise<Images>;
  close(): Promise<void>;
}

/** A page of a browser that edits these pictures by the extension's own functions. */
export async function openEditPage(
  pictures: Readonly<Record<string, ServedFile>>,
): Promise<EditPage> {
  const worker = await bundleWorker(path.join(import.meta.dirname, 'edit-worker.ts'));
  const server = await serve({
    '/': { type: 'text/html', body: '<!doctype html><link rel="icon" href="data:,">' },
    '/worker.js': { type: 'text/javascript', body: worker },
    ...pictures,
  });
  const browser = await chromium.launch({ executablePath: requireBrowser(), args: engineFlags() });
  const page = await browser.newPage();
  await page.goto(server.origin);
  return {
    edit: (wish) => editIn(page, wish),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

async function editIn(page: Page, wish: Wish): Promise<Images> {
  const outcome = await page.evaluate(runWorker, wish);
  if ('error' in outcome) throw new Error(`${wish.picture}: ${outcome.error}`);
  if ('refused' in outcome) return outcome;
  return outcome.pngs.map((base64) => Buffer.from(base64, 'base64'));
}

/* What follows is evaluated in the page. */

type Told =
  | { readonly error: string }
  | { readonly refused: string }
  | { readonly pngs: readonly string[] };

async function runWorker(wish: Wish): Promise<Told> {
  const picture = await (await fetch(wish.picture)).blob();
  const worker = new Worker('/worker.js', { type: 'module' });
  const answer = await new Promise<{ outcome?: Outcome; error?: string }>((resolve) => {
    worker.onmessage = ({ data }) => {
      if (data === 'ready') worker.postMessage({ ...wish, picture });
      else resolve(data);
    };
    worker.onerror = ({ message }) => resolve({ error: message });
  });
  worker.terminate();
  const { outcome, error = 'no outcome' } = answer;
  if (!outcome) return { error };
  if ('refused' in outcome) return outcome;
  const pngs = outcome.map(
    (blob) =>
      new Promise<string>((resolve) => {
        const reader = new FileReader();
        reader.onload = () => resolve(String(reader.result).replace(/^.*,/, ''));
        reader.readAsDataURL(blob);
      }),
  );
  return { pngs: await Promise.all(pngs) };
}
