import { AppError, asAppError } from '../base/errors';
import { beginCapture, failCapture } from '../library/captures';
import type { Library } from '../library/database';
import { workspaceOfWindow } from '../library/images';
import type { ImageRecord } from '../library/records';
import type { PickFirst } from '../page/page-image';
import { callPage, type PageFrame } from './call-page';
import { captureTarget, takeBeside } from './capture';
import { markOfTab } from './private-tab';

/** What the user has chosen in a tab; undefined where they left. */
async function pick(tab: Omit<PageFrame, 'frameId'>, first?: PickFirst) {
  const frame: PageFrame = { ...tab, frameId: 0 };
  const picked = await callPage(frame, 'pick', first).catch((error: unknown) => {
    // The user went to another page instead.
    if (error instanceof AppError && error.code === 'page-gone') return undefined;
    throw error;
  });
  if (!picked) return undefined;
  const { pageUrl, pageTitle } = 'image' in picked ? picked.image : picked;
  const mark = await markOfTab(tab.tabId);
  return { target: { frame, ...picked }, known: { pageUrl, pageTitle, ...mark } };
}

/**
 * Lets the user choose a picture or an area of the page and brings it into the library. Resolves when
 * they have taken one or left.
 * @throws AppError page-closed-to-extensions, page-needs-a-click where the picker could not start
 */
export async function pickOnPage(
  library: Library,
  tab: Omit<PageFrame, 'frameId'>,
  first?: PickFirst,
): Promise<void> {
  const picked = await pick(tab, first);
  if (picked) await captureTarget(library, picked.target, picked.known, tab);
}

/**
 * The same for a picture beside the one that is edited, which stays open.
 * @returns undefined where the user left
 * @throws AppError as `pickOnPage`, and why the picture could not be had
 */
export async function pickBeside(
  library: Library,
  tab: Omit<PageFrame, 'frameId'>,
): Promise<ImageRecord | undefined> {
  const picked = await pick(tab);
  return picked && takeBeside(library, picked.target, picked.known);
}

/** After a click of the user, what is closed still is closed for good. */
const afterClick = (error: AppError): AppError =>
  error.code === 'page-needs-a-click'
    ? new AppError('page-closed-to-extensions', { cause: error })
    : error;

/** The same from the menu or a shortcut: what prevents it is shown as a failed capture. */
export async function pickOrSayWhyNot(...args: Parameters<typeof pickOnPage>): Promise<void> {
  const [library, { tabId, windowId }] = args;
  try {
    await pickOnPage(...args);
  } catch (error) {
    console.warn(error);
    const id = await beginCapture(library, await markOfTab(tabId), workspaceOfWindow(windowId));
    await failCapture(library, id, afterClick(asAppError(error)));
  }
}
