import { browser } from 'wxt/browser';
import { AppError } from '../base/errors';
import type { Library } from '../library/database';
import { fetchInPage } from './page-fetch';

/** How a picture is marked, or not. */
export interface PrivacyMark {
  readonly isPrivate?: true | undefined;
}

export const privacyMark = (isPrivate: boolean | undefined): PrivacyMark =>
  isPrivate ? { isPrivate: true } : {};

/** Of what is in a tab; one that is gone says nothing. */
export async function markOfTab(tabId: number): Promise<PrivacyMark> {
  const tab = await browser.tabs.get(tabId).catch(() => undefined);
  return privacyMark(tab?.incognito);
}

/** Of what is brought into a panel. */
export const markOfWorkspace = async (library: Library, id: string): Promise<PrivacyMark> =>
  privacyMark((await library.workspace.get(id))?.isPrivate);

/** How long a tab may take to show a file, ms. */
const tabLimitMs = 30_000;

/**
 * Fetches a file of an origin that the user has permitted with the cookies of a private window, which no request of the
 * background carries: a tab of that window, not in front, shows the file for a moment and fetches it there.
 * @throws AppError image-… as `fetchInPage`; page-gone where the window is closed
 */
export async function fetchInPrivateTab(url: string, windowId: number): Promise<Blob> {
  const open = browser.tabs.create({ windowId, url, active: false });
  const { id: tabId } = await open.catch((cause: unknown) => {
    throw new AppError('page-gone', { cause });
  });
  if (tabId === undefined) throw new AppError('page-gone');
  try {
    await hasLoaded(tabId);
    return await fetchInPage({ tabId, windowId, frameId: 0 }, url);
  } finally {
    await browser.tabs.remove(tabId).catch(() => undefined); // by the user
  }
}

/** Resolves when a tab has loaded, or the time for that is over. */
async function hasLoaded(tabId: number): Promise<void> {
  const isComplete = async () => (await browser.tabs.get(tabId)).status === 'complete';
  if (await isComplete()) return;
  await new Promise<void>((resolve) => {
    const stop = () => {
      clearTimeout(tooLate);
      browser.tabs.onUpdated.removeListener(onUpdated);
      resolve();
    };
    const onUpdated = (id: number, { status }: { readonly status?: string | undefined }) => {
      if (id === tabId && status === 'complete') stop();
    };
    const tooLate = setTimeout(stop, tabLimitMs);
    browser.tabs.onUpdated.addListener(onUpdated);
    void isComplete().then((is) => is && stop(), stop); // between the question and the listener
  });
}
