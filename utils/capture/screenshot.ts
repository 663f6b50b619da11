import { browser } from 'wxt/browser';
import { AppError } from '../errors';
import { intersect, type Rect, rectOf, roundOut, type Size } from '../geometry';
import { type ImageOnScreen, locateImageInPage } from './page-functions';
import { type PageFrame, runInPage } from './run-in-page';

/** How often a moving page is photographed again before its image is given up. */
const tries = 5;

const sameBox = (a: Rect, b: Rect): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

const locate = ({ tabId, windowId }: PageFrame, url: string): Promise<ImageOnScreen | undefined> =>
  runInPage({ tabId, windowId, frameId: 0 }, locateImageInPage, url);

/**
 * The box of a screenshot, in its own px, that shows `visible`. The scale is measured from the
 * screenshot and not read from devicePixelRatio, so page zoom needs no case of its own.
 */
export function screenshotBox(visible: Rect, viewport: Size, screenshot: Size): Rect | undefined {
  const scale = screenshot.width / viewport.width;
  const box = roundOut({
    x: visible.x * scale + 0.01, // rounding noise must not add a row of the page's background
    y: visible.y * scale + 0.01,
    width: visible.width * scale - 0.02,
    height: visible.height * scale - 0.02,
  });
  return intersect(box, rectOf(screenshot));
}

async function crop(screenshotUrl: string, { visible, viewport }: ImageOnScreen): Promise<Blob> {
  const bitmap = await createImageBitmap(await (await fetch(screenshotUrl)).blob());
  const box = screenshotBox(visible, viewport, bitmap);
  if (!box) throw new AppError('no-image-there');
  const canvas = new OffscreenCanvas(box.width, box.height);
  canvas.getContext('2d')?.drawImage(bitmap, -box.x, -box.y);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/png' });
}

/**
 * What the screen shows of an image: the last way where its file can't be had. The panel may be
 * narrowing the page meanwhile, so the image's place is read before and after the screenshot.
 * @throws AppError no-image-there where the image is not on the screen
 */
export async function captureScreenshot(frame: PageFrame, url: string): Promise<Blob> {
  for (let left = tries; left > 0; left--) {
    const before = await locate(frame, url);
    if (!before) break;
    const screenshot = await browser.tabs.captureVisibleTab(frame.windowId, { format: 'png' });
    const after = await locate(frame, url);
    if (after && sameBox(before.whole, after.whole)) return crop(screenshot, after);
  }
  throw new AppError('no-image-there');
}
