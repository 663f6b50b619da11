import { browser } from 'wxt/browser';
import { AppError, type StoredError, toStoredError } from '../../utils/base/errors';
import { callPage } from '../../utils/capture/call-page';
import { pickBeside, pickOnPage, pickOrSayWhyNot } from '../../utils/capture/pick-on-page';
import { isOnPage, putOnPage, takeOffPage } from '../../utils/capture/put-on-page';
import type { Commands } from '../../utils/commands';
import { keepAliveDuring } from '../../utils/jobs/keep-alive';
import type { Library } from '../../utils/library/database';
import { readWorkspace, workspaceOfWindow } from '../../utils/library/images';
import type { TabAddress } from '../../utils/library/records';
import { isPanelOpen } from '../../utils/presence';
import { openPanel } from './open-panel';

/** The panel's button: what prevents the picker is said where the user is looking. */
export async function pickFromPanel(
  library: Library,
  tab: TabAddress,
): Promise<{ error?: StoredError }> {
  try {
    await pickOnPage(library, tab);
    return {};
  } catch (error) {
    return { error: toStoredError(error) };
  }
}

/** The panel's button for a further picture beside the one that is edited. Rejects where there is none to be had. */
export async function pickReference(
  library: Library,
  tab: TabAddress,
): Promise<{ imageId?: string | undefined }> {
  return { imageId: (await pickBeside(library, tab))?.id };
}

export async function leavePicker(tab: TabAddress): Promise<undefined> {
  await callPage({ ...tab, frameId: 0 }, 'leavePicker').catch(() => undefined); // the page is gone
}

/**
 * The toolbar button opens the panel. Where nothing is being edited the picker starts with it, and where the
 * panel is open already the picker is what is meant. That a page is closed to it is said there, but never in
 * the place of an image that is being edited.
 */
export function openOrPickOnAction(library: Library): void {
  browser.action.onClicked.addListener((tab) => {
    const wasOpen = isPanelOpen(); // asked first: the panel that opens now would say yes
    openPanel(tab); // and nothing awaited: both browsers drop the user's gesture after that
    if (tab.id === undefined || tab.url?.startsWith(browser.runtime.getURL('/'))) return;
    const address = { tabId: tab.id, windowId: tab.windowId };
    void keepAliveDuring(pickOnAction(library, address, wasOpen)).catch(console.warn);
  });
}

async function pickOnAction(library: Library, tab: TabAddress, wasOpen: Promise<boolean>) {
  const {
    imageId,
    captureId,
    tab: shown,
  } = await readWorkspace(library, workspaceOfWindow(tab.windowId));
  const isIdle = !imageId && !captureId;
  if (await wasOpen) await (isIdle ? pickOrSayWhyNot : pickOnPage)(library, tab);
  else if (isIdle && shown === 'edit') await pickOnPage(library, tab);
}

/** The shortcut opens the panel and starts the picker at once. */
export function pickOnShortcut(library: Library): void {
  browser.commands.onCommand.addListener((command, tab) => {
    if (command !== 'pick-image' || tab?.id === undefined) return;
    openPanel(tab); // first: both browsers drop the user's gesture after an await
    const address = { tabId: tab.id, windowId: tab.windowId };
    void keepAliveDuring(pickOrSayWhyNot(library, address));
  });
}

/** Here and not in the panel: only the background may be sure to stay until the page has answered. */
export async function putOnCommand(
  library: Library,
  { imageId, isOn }: Commands['put-on-page']['argument'],
): Promise<Commands['put-on-page']['answer']> {
  try {
    const image = await library.images.get(imageId);
    if (!image) throw new AppError('image-not-found');
    await (isOn ? putOnPage(image) : takeOffPage(image));
    return {};
  } catch (error) {
    return { error: toStoredError(error) };
  }
}

export async function isOnPageCommand(
  library: Library,
  { imageId }: Commands['is-on-page']['argument'],
): Promise<Commands['is-on-page']['answer']> {
  try {
    const image = await library.images.get(imageId);
    if (!image) throw new AppError('image-not-found');
    return { isOn: await isOnPage(image) };
  } catch (error) {
    return { isOn: false, error: toStoredError(error) };
  }
}
