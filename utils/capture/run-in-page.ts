import { browser } from 'wxt/browser';

/** The frame of a tab that the user clicked in. */
export interface PageFrame {
  readonly tabId: number;
  readonly windowId: number;
  readonly frameId: number;
}

/**
 * Runs a self-contained function in a frame, in our isolated world.
 * @returns undefined where it returned nothing or the frame is closed to extensions (another
 *   origin without permission, the browser's own pages)
 */
export async function runInPage<Arguments extends unknown[], Result>(
  { tabId, frameId }: PageFrame,
  func: (...args: Arguments) => Result,
  ...args: Arguments
): Promise<Awaited<Result> | undefined> {
  try {
    const [injection] = await browser.scripting.executeScript({
      target: { tabId, frameIds: [frameId] },
      func,
      args,
    });
    return (injection?.result ?? undefined) as Awaited<Result> | undefined;
  } catch {
    return undefined;
  }
}
