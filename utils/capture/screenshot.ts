import { browser } from 'wxt/browser';
import { AppError } from '../base/errors';
import { intersect, type Rect, rectOf, type Size } from '../base/geometry';
import type { OnScreen } from '../page/page-image';
import { callPage, type PageFrame } from './call-page';

/** How often a moving page is photographed again before its image is given up. */
const tries = 5;

/** Chromium takes two screenshots a second and refuses a third. */
const betweenTriesMs = 550;

/** By how much two scales may differ that are the same: a viewport's size is rounded to CSS px. */
const scaleTolerance = 0.01;

const sameBox = (a: Rect, b: Rect): boolean =>
  a.x === b.x && a.y === b.y && a.width === b.width && a.height === b.height;

const isClose = (a: number, b: number): boolean => Math.abs(a / b - 1) <= scaleTolerance;

/**
 * Screenshot px a CSS px: the page's word where the screenshot bears it out (it is exact), else as measured
 * (browsers may disguise it). Undefined where the screenshot is of another window size than the page knew.
 */
export function screenshotScale(
  { viewport, devicePixelRatio }: Pick<OnScreen, 'viewport' | 'devicePixelRatio'>,
  screenshot: Size,
): number | undefined {
  const across = screenshot.width / viewport.width;
  if (!isClose(across, screenshot.height / viewport.height)) return undefined;
  return isClose(across, devicePixelRatio) ? devicePixelRatio : across;
}

/** The box of a screenshot, in its own px, that shows `visible`: edges go to the nearest px, as browsers paint. */
export function screenshotBox(visible: Rect, scale: number, screenshot: Size): Rect | undefined {
  const x = Math.round(visible.x * scale);
  const y = Math.round(visible.y * scale);
  const right = Math.round((visible.x + visible.width) * scale);
  const bottom = Math.round((visible.y + visible.height) * scale);
  const box = { x, y, width: Math.max(1, right - x), height: Math.max(1, bottom - y) };
  return intersect(box, rectOf(screenshot));
}

/** The part of a screenshot that shows something; undefined where the window was being resized. */
async function crop(screenshotUrl: string, place: OnScreen): Promise<Blob | undefined> {
  const bitmap = await createImageBitmap(await (await fetch(screenshotUrl)).blob());
  try {
    const scale = screenshotScale(place, bitmap);
    const box = scale && screenshotBox(place.visible, scale, bitmap);
    if (!box) return undefined;
    const canvas = new OffscreenCanvas(box.width, box.height);
    canvas.getContext('2d')?.drawImage(bitmap, -box.x, -box.y);
    return await canvas.convertToBlob({ type: 'image/png' });
  } finally {
    bitmap.close();
  }
}

/** The browser photographs a window, whatever tab is in front of it. */
async function refuseOtherTab({ tabId, windowId }: PageFrame): Promise<void> {
  const tab = await browser.tabs.get(tabId).catch((cause: unknown) => {
    throw new AppError('page-gone', { cause });
  });
  if (!tab.active || tab.windowId !== windowId) throw new AppError('page-not-in-front');
}

const pause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, betweenTriesMs));

/** Waits for its turn where Chromium has taken two screenshots within the last second, for whomever. */
async function captureTab(windowId: number, left = tries): Promise<string> {
  try {
    return await browser.tabs.captureVisibleTab(windowId, { format: 'png' });
  } catch (error) {
    if (left === 0 || !/CAPTURE_VISIBLE_TAB_CALLS_PER_SECOND/.test(String(error))) throw error;
    await pause();
    return captureTab(windowId, left - 1);
  }
}

/** @throws AppError page-not-in-front, page-gone */
async function photograph(frame: PageFrame): Promise<string> {
  await refuseOtherTab(frame);
  const url = await captureTab(frame.windowId);
  await refuseOtherTab(frame);
  return url;
}

/**
 * What the screen shows of an area of the page.
 * @throws AppError no-image-there where the window keeps being resized; page-not-in-front, page-gone
 */
export async function captureArea(frame: PageFrame, area: OnScreen): Promise<Blob> {
  const blob = await crop(await photograph(frame), area);
  if (!blob) throw new AppError('no-image-there');
  return blob;
}

/** Which share of the picture a place shows, where the page could tell. */
function partOf({ visible, picture }: OnScreen): Rect | undefined {
  return (
    picture && {
      x: (visible.x - picture.x) / picture.width,
      y: (visible.y - picture.y) / picture.height,
      width: visible.width / picture.width,
      height: visible.height / picture.height,
    }
  );
}

/** A picture as the screen shows it, and which part of it that is, in shares (0-1) of its sides. */
interface Screenshot {
  readonly blob: Blob;
  readonly part: Rect | undefined;
}

async function tryScreenshot(frame: PageFrame, handle: number): Promise<Screenshot | undefined> {
  if (!(await callPage(frame, 'bringIntoView', handle))) throw new AppError('page-gone');
  const before = await callPage(frame, 'locate', handle);
  if (!before) throw new AppError('no-image-there');
  const screenshot = await photograph(frame);
  const after = await callPage(frame, 'locate', handle);
  if (!after || !sameBox(before.whole, after.whole)) return undefined;
  const blob = await crop(screenshot, after);
  return blob && { blob, part: partOf(after) };
}

/**
 * What the screen shows of a picture: the last way where its file can't be had. It is scrolled into
 * view for that. The panel may be narrowing the page meanwhile, so the picture's place is read before and
 * after the screenshot, and both must fit it.
 * @throws AppError no-image-there where nothing of it can be seen; page-not-in-front, page-gone
 */
export async function captureScreenshot(frame: PageFrame, handle: number): Promise<Screenshot> {
  try {
    for (let left = tries; left > 0; left--) {
      const screenshot = await tryScreenshot(frame, handle);
      if (screenshot) return screenshot;
      await pause();
    }
  } finally {
    await callPage(frame, 'putBack').catch(() => undefined); // the page may be gone by now
  }
  throw new AppError('no-image-there');
}
