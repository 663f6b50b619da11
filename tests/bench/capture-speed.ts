import type { Page } from 'playwright';
import { type PictureName, renderPicture } from '../gallery/pictures';
import { startGallery } from '../gallery/server';
import { type ExtensionBrowser, launchWithExtension } from '../rig/extension-browser';
import { rightClickHeadless } from '../rig/headless';
import { openedSidePanel } from '../rig/side-panel';
import type { BenchContext, Benchmark, Figure } from './figures';
import { rounds } from './rounds';

const picture: PictureName = 'garden-2mp.jpg';
const warmUps = rounds(2);
const runs = rounds(15);

/** From the click on the menu's entry to the decoded image in the panel. */
export const captureSpeed: Benchmark = {
  name: 'capture',
  title: 'Right click → image in the panel',
  method: `A JPEG of 1,632 × 1,224 px from loopback, the panel open and the worker running: from the
menu entry's click event to the decoded image on the stage, original bytes stored in the library on the way; median of ${runs}.
Beside it \`fetch\` and \`createImageBitmap\` in the page, one in turn with the other.`.replaceAll(
    '\n',
    ' ',
  ),
  run: measure,
};

async function measure({ extension, progress }: BenchContext): Promise<readonly Figure[]> {
  const extensionPath = await extension();
  await renderPicture(picture); // drawn before anything is timed
  const gallery = await startGallery();
  const browser = await launchWithExtension({ extensionPath, headless: true });
  try {
    const src = `${gallery.origin}/${picture}`;
    const page = await browser.context.newPage();
    await page.goto(gallery.origin);
    await page.evaluate(showImage, src);
    await rightClickHeadless(browser, page, page.locator('#clicked'), 'repaint-image');
    const { page: panel, detach } = await openedSidePanel(browser);
    await panel.getByTestId('stage').waitFor();
    progress(`${runs} clicks`);
    const figure = await timeInTurn(
      () => timeCapture(browser, page, panel, src),
      () => page.evaluate(fetchAndDecode, src),
    );
    await detach();
    return [figure];
  } finally {
    await browser.close();
    await gallery.close();
  }
}

async function timeInTurn(
  capture: () => Promise<number>,
  floor: () => Promise<number>,
): Promise<Figure> {
  const captures: number[] = [];
  const floors: number[] = [];
  for (let run = 0; run < warmUps + runs; run += 1) {
    captures.push(await capture());
    floors.push(await floor());
  }
  return {
    title: '2 MP JPEG on loopback',
    unit: 'ms',
    values: captures.slice(warmUps),
    beside: [{ label: 'bare fetch + createImageBitmap', values: floors.slice(warmUps) }],
  };
}

/** ms from one click to its picture. Both ends read clocks of the same machine, not of this process. */
async function timeCapture(
  browser: ExtensionBrowser,
  page: Page,
  panel: Page,
  src: string,
): Promise<number> {
  const shown = await panel.evaluateHandle(watchForNewPicture);
  const worker = await browser.worker();
  const clickedAt = await worker.evaluate(click, { src, pageUrl: page.url() });
  const shownAt = await shown.evaluate(({ decodedAt }) => decodedAt);
  await shown.dispose();
  return shownAt - clickedAt;
}

/** Chromium's events can be fired by hand, which no type tells. */
interface Dispatching {
  readonly onClicked: { dispatch(info: object, tab: object): void };
}

/* What follows is evaluated in the browser. */

async function showImage(src: string): Promise<void> {
  const image = document.createElement('img');
  Object.assign(image, { id: 'clicked', src, alt: '', width: 400 });
  document.body.prepend(image);
  await image.decode();
}

/** In the worker: what Chromium does when our entry is chosen. Resolves to the time before, ms since 1970. */
async function click({ src, pageUrl }: { src: string; pageUrl: string }): Promise<number> {
  const tabs = await chrome.tabs.query({ active: true });
  const tab = tabs.find(({ url }) => url === pageUrl);
  if (!tab) throw new Error(`No active tab shows ${pageUrl}`);
  const mediaType = 'image' as const;
  const info = { menuItemId: 'repaint-image', editable: false, mediaType, frameId: 0 };
  const { onClicked } = chrome.contextMenus as unknown as Dispatching;
  const now = performance.timeOrigin + performance.now();
  onClicked.dispatch({ ...info, pageUrl, srcUrl: src }, tab);
  return now;
}

/** In the panel: when a picture other than the one now shown has been decoded, ms since 1970. */
function watchForNewPicture(): { decodedAt: Promise<number> } {
  const selector = '[data-testid=stage] img';
  const before = document.querySelector<HTMLImageElement>(selector)?.src;
  const decodedAt = new Promise<number>((resolve, reject) => {
    const observer = new MutationObserver(() => {
      const image = document.querySelector<HTMLImageElement>(selector);
      if (!image || image.src === before) return;
      observer.disconnect();
      image
        .decode()
        .then(() => resolve(performance.timeOrigin + performance.now()))
        .catch(reject);
    });
    observer.observe(document, { subtree: true, childList: true, attributeFilter: ['src'] });
  });
  return { decodedAt };
}

/** In the page: ms that the same bytes and pixels take with nothing around them. */
async function fetchAndDecode(src: string): Promise<number> {
  const start = performance.now();
  const answer = await fetch(src, { cache: 'no-store' });
  const bitmap = await createImageBitmap(await answer.blob());
  const took = performance.now() - start;
  bitmap.close();
  return took;
}
