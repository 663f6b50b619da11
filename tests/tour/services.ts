import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import type { Worker } from 'playwright';
import { type PictureName, renderPicture } from '../gallery/pictures';
import { type Gallery, startGallery } from '../gallery/server';
import { type ImagesServer, startImagesServer } from '../images-server/server';
import { findBrowser } from '../rig/find-browser';
import { installBrowser } from '../rig/install';
import { until } from '../rig/poll';
import type { Cleanup } from './cleanup';
import type { Report } from './report';

export const projectFolder = resolve(import.meta.dirname, '../..');
export const builtExtension = resolve(projectFolder, '.output/chrome-mv3');

/** What the gallery's page shows, in the order in which it is seen. */
const shownPictures: readonly PictureName[] = [
  'hero.jpg',
  'mug.jpg',
  'harbour.webp',
  'sticker.png',
  'slide.svg',
  'slide.png',
];

/** ms between the answer's events: long enough for each preview to be seen. */
const unhurried = 600;

export interface Services {
  readonly server: ImagesServer;
  readonly gallery: Gallery;
}

/** Builds the extension, starts both servers, draws the page's pictures and gets a browser if there is none. */
export async function prepare(report: Report, cleanup: Cleanup): Promise<Services> {
  await report.step('Build the extension', buildQuietly);
  const services = await report.step('Start the images server and the gallery', () =>
    startServices(cleanup),
  );
  await report.step("Draw the gallery's pictures", async (progress) => {
    for (const [index, name] of shownPictures.entries()) {
      progress(`${index + 1} of ${shownPictures.length}: ${name}`);
      await renderPicture(name);
    }
  });
  if (findBrowser() === undefined) await report.step('Install a browser', installBrowser);
  return services;
}

async function startServices(cleanup: Cleanup): Promise<Services> {
  const server = await startImagesServer();
  cleanup.later(server.close);
  server.behave({ delayBetweenEventsMs: unhurried });
  const gallery = await startGallery();
  cleanup.later(gallery.close);
  return { server, gallery };
}

const wxt = join(projectFolder, 'node_modules', 'wxt', 'bin', 'wxt.mjs');

/**
 * A release's build, in a process of its own, for its spinner writes to the terminal whatever it is told.
 * @throws Error with the last lines of what it printed
 */
async function buildQuietly(): Promise<void> {
  const child = spawn(process.execPath, [wxt, 'build'], {
    cwd: projectFolder,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
  const [code] = await once(child, 'close');
  if (code !== 0)
    throw new Error(`Run "npx wxt build" to see more. It ended with:\n${lastLines(printed)}`);
}

const lastLines = (text: string): string => text.trim().split('\n').slice(-12).join('\n');

/** Stores the local server as the connection, as the settings do. */
export async function connectTo(
  worker: Worker,
  { apiKey, baseUrl }: Pick<ImagesServer, 'apiKey' | 'baseUrl'>,
): Promise<void> {
  await worker.evaluate((connection) => chrome.storage.local.set({ connection }), {
    apiKey,
    baseUrl,
  });
}

/** Waits for our entry in the context menu, which the extension makes once it is installed. */
export async function menuReady(worker: Worker): Promise<void> {
  const hasEntry = () =>
    worker.evaluate(() =>
      chrome.contextMenus.update('repaint-image', {}).then(
        () => true,
        () => false,
      ),
    );
  await until('the entry “Repaint image” (does the background script start?)', hasEntry);
}
