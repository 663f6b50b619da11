import { type Browser, browser } from 'wxt/browser';
import { captureIntoLibrary } from '../../utils/capture/capture-into-library';
import { t } from '../../utils/i18n';
import type { Library } from '../../utils/library/database';
import { changeDraft, generateDraftId } from '../../utils/library/drafts';
import { changeWorkspace } from '../../utils/library/workspace';

const repaintImage = 'repaint-image';
const generateFromSelection = 'generate-from-selection';

/** At install and update: the browser keeps the entries over restarts. */
export async function createContextMenu(): Promise<void> {
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({
    id: repaintImage,
    title: t('menuRepaintImage'),
    contexts: ['image'],
  });
  browser.contextMenus.create({
    id: generateFromSelection,
    title: t('menuGenerate'), // the browser puts the selection in for %s
    contexts: ['selection'],
  });
}

async function generateFrom(library: Library, selection: string): Promise<void> {
  await changeDraft(library, generateDraftId, { prompt: selection });
  await changeWorkspace(library, { tab: 'generate' });
}

async function repaint(
  library: Library,
  click: Browser.contextMenus.OnClickData,
  tab: Browser.tabs.Tab,
): Promise<void> {
  if (!click.srcUrl || tab.id === undefined) return;
  await captureIntoLibrary(new AbortController().signal, library, {
    frame: { tabId: tab.id, windowId: tab.windowId, frameId: click.frameId ?? 0 },
    url: click.srcUrl,
    pageUrl: click.frameUrl ?? click.pageUrl,
    pageTitle: tab.title,
  });
}

export async function handleMenuClick(
  library: Library,
  click: Browser.contextMenus.OnClickData,
  tab: Browser.tabs.Tab | undefined,
): Promise<void> {
  if (click.menuItemId === repaintImage && tab) await repaint(library, click, tab);
  if (click.menuItemId === generateFromSelection && click.selectionText)
    await generateFrom(library, click.selectionText);
}
