import { browser } from 'wxt/browser';
import { AppError } from '../errors';
import { intersect, type Rect, rectOf, roundOut, type Size } from '../geometry';
import { callPage, type PageFrame } from './call-page';
import type { OnScreen } from './page/page-image';

/** How often a moving page is photographed again before its image is given up. */
const tries = 5;

const sameBox = (a: Rect, b: Rect): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

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

async function crop(screenshotUrl: string, { visible, viewport }: OnScreen): Promise<Blob> {
  const bitmap = await createImageBitmap(await (await fetch(screenshotUrl)).blob());
  const box = screenshotBox(visible, viewport, bitmap);
  if (!box) throw new AppError('no-image-there');
  const canvas = new OffscreenCanvas(box.width, box.height);
  canvas.getContext('2d')?.drawImage(bitmap, -box.x, -box.y);
  bitmap.close();
  return canvas.convertToBlob({ type: 'image/png' });
}

const photograph = ({ windowId }: PageFrame): Promise<string> =>
  browser.tabs.captureVisibleTab(windowId, { format: 'png' });

/** What the screen shows of an area of the page. */
export const captureArea = async (frame: PageFrame, area: OnScreen): Promise<Blob> =>
  crop(await photograph(frame), area);

/**
 * What the screen shows of a picture: the last way where its file can't be had. It is scrolled into view for
 * that. The panel may be narrowing the page meanwhile, so the picture's place is read before and
 * after the screenshot.
 * @throws AppError no-image-there where nothing of it can be seen
 */
export async function captureScreenshot(frame: PageFrame, handle: number): Promise<Blob> {
  try {
    for (let left = tries; left > 0; left--) {
      await callPage(frame, 'bringIntoView', handle);
      const before = await callPage(frame, 'locate', handle);
      if (!before) break;
      const screenshot = await photograph(frame);
      const after = await callPage(frame, 'locate', handle);
      if (after && sameBox(before.whole, after.whole)) return await crop(screenshot, after);
    }
  } finally {
    await callPage(frame, 'putBack').catch(() => undefined); // the page may be gone by now
  }
  throw new AppError('no-image-there');
}
