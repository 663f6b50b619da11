import path from 'node:path';
import { chromium, type Page } from 'playwright';
import sharp from 'sharp';
import type { Size } from '../../utils/base/geometry';
import { renderPicture } from '../gallery/pictures';
import { requireBrowser } from '../rig/find-browser';
import { engineFlags } from '../rig/launch-flags';
import { bundleWorker } from './bundle-worker';
import { sizesFor } from './rounds';
import { type ServedFile, serve } from './static-server';

/** Widths of the picture, px, by their names; three high to about two wide. */
const widths = { '1 MP': 1224, '4 MP': 2448, '12 MP': 4242 } as const;

/** The drawn harbour with somebody in it, at one size. */
export interface Harbour {
  readonly name: string;
  /** Its file's address. */
  readonly url: string;
  readonly size: Size;
}

interface HarbourPage {
  readonly page: Page;
  readonly pictures: readonly Harbour[];
}

/**
 * Shows an empty page beside which are the harbour at three sizes and, at `/worker.js`, one of the editor's workers.
 * @param worker its file's name in `components/editor/areas`
 * @param files what the worker loads, by address
 */
export async function withHarbour<Result>(
  { worker, files = {} }: { worker: string; files?: Readonly<Record<string, ServedFile>> },
  work: (harbour: HarbourPage) => Promise<Result>,
): Promise<Result> {
  const { bytes } = await renderPicture('harbour.webp');
  const areas = path.join(import.meta.dirname, '../../components/editor/areas');
  const pictures = await Promise.all(
    sizesFor(widths).map(async ([name, width]) => {
      const picture = sharp(bytes).resize(width).jpeg({ quality: 92 });
      const { data: body, info } = await picture.toBuffer({ resolveWithObject: true });
      const size = { width: info.width, height: info.height };
      return { name, address: `/${name.replace(' ', '-')}.jpg`, size, body };
    }),
  );
  const server = await serve({
    '/': { type: 'text/html', body: '<!doctype html><link rel="icon" href="data:,">' },
    '/worker.js': { type: 'text/javascript', body: await bundleWorker(path.join(areas, worker)) },
    ...files,
    ...Object.fromEntries(
      pictures.map(({ address, body }) => [address, { type: 'image/jpeg', body }]),
    ),
  });
  const browser = await chromium.launch({ executablePath: requireBrowser(), args: engineFlags() });
  try {
    const page = await browser.newPage();
    await page.goto(server.origin);
    const served = pictures.map(({ address, ...picture }) => ({
      ...picture,
      url: server.origin + address,
    }));
    return await work({ page, pictures: served });
  } finally {
    await browser.close();
    await server.close();
  }
}
