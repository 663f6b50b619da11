import { type Browser, browser } from 'wxt/browser';
import { AppError } from '../../utils/base/errors';
import { t } from '../../utils/base/i18n';
import { captureAddress, captureClick, captureLongAddress } from '../../utils/capture/capture';
import { pickOrSayWhyNot } from '../../utils/capture/pick-on-page';
import { markOfWorkspace, privacyMark } from '../../utils/capture/private-tab';
import { beginCapture, failCapture } from '../../utils/library/captures';
import type { Library } from '../../utils/library/database';
import { replaceGeneratePrompt } from '../../utils/library/drafts';
import { changeWorkspace, workspaceOfWindow } from '../../utils/library/images';

const repaintImage = 'repaint-image';
const repaintOnPage = 'repaint-on-page';
const generateFromSelection = 'generate-from-selection';

type Contexts = NonNullable<Browser.contextMenus.CreateProperties['contexts']>;

/** Firefox's event before a menu is shown, which Chromium does not have. */
interface WithShownMenus {
  readonly menus?: {
    readonly onShown: {
      addListener(listener: (info: { readonly contexts: readonly string[] }) => void): void;
    };
    refresh(): Promise<void>;
  };
}

const { menus } = browser as typeof browser & WithShownMenus;

/**
 * Firefox lets us hide an entry before it is shown, so images and everything else have one each. Chromium folds two of
 * them into a submenu, one step more for the usual click (a linked image is a link too), and knows no kind for a canvas
 * but `all`: there one entry stands everywhere.
 */
const entries: Readonly<Record<string, Contexts>> = !('sidebarAction' in browser)
  ? { [repaintImage]: ['all'] }
  : {
      [repaintImage]: ['image'],
      [repaintOnPage]: menus ? ['page', 'frame', 'link', 'video'] : ['page', 'video'],
    };

/** At install and update: the browser keeps the entries over restarts. */
export async function createContextMenu(): Promise<void> {
  await browser.contextMenus.removeAll();
  for (const [id, contexts] of Object.entries(entries))
    browser.contextMenus.create({
      id,
      title: t(id === repaintImage ? 'menuRepaintImage' : 'menuRepaintOnPage'),
      contexts,
    });
  browser.contextMenus.create({
    id: generateFromSelection,
    title: t('menuGenerate'), // the browser puts the selection in for %s
    contexts: ['selection'],
  });
}

/** In Firefox: never both entries for images, where a click on an image is one on a link or frame too. */
export function oneMenuEntry(): void {
  menus?.onShown.addListener(({ contexts }) => {
    const visible = !contexts.includes('image') && !contexts.includes('selection');
    void browser.contextMenus.update(repaintOnPage, { visible }).then(() => menus.refresh());
  });
}

async function generateFrom(
  library: Library,
  selection: string,
  tab: Browser.tabs.Tab | undefined,
): Promise<void> {
  const mark = privacyMark(tab?.incognito);
  await replaceGeneratePrompt(library, selection, mark);
  await changeWorkspace(library, { tab: 'generate', ...mark }, await workspaceBeside(tab));
}

type Click = Browser.contextMenus.OnClickData;
type ClickedTab = Browser.tabs.Tab;

/** Plug-ins have an address as well, which nobody else can load: Chromium's PDF viewer, in a tab of its own or in a page. */
const isOnImage = ({ mediaType }: Click): boolean => mediaType === 'image';

/** Chromium's PDF viewer and the like are in no tab that scripts could reach: a picture there has its address at most. */
const isReachable = ({ id = -1 }: ClickedTab): boolean => id >= 0;

/** Tabs that are none (Chromium's PDF viewer) are in a window without a number: it is the one that was clicked in. */
async function workspaceBeside(tab: ClickedTab | undefined): Promise<string> {
  if (tab && tab.windowId >= 0) return workspaceOfWindow(tab.windowId);
  const { id = -1 } = await browser.windows.getLastFocused();
  return workspaceOfWindow(id);
}

async function repaintUnreached(library: Library, click: Click): Promise<void> {
  const { srcUrl } = click;
  const workspaceId = await workspaceBeside(undefined);
  if (srcUrl && isOnImage(click)) return captureAddress(library, srcUrl, undefined, workspaceId);
  const id = await beginCapture(library, await markOfWorkspace(library, workspaceId), workspaceId);
  await failCapture(library, id, new AppError('page-closed-to-extensions'));
}

async function repaint(library: Library, click: Click, tab: ClickedTab): Promise<void> {
  const { srcUrl, frameId = 0, frameUrl, pageUrl } = click;
  if (tab.id === undefined || !isOnImage(click)) return pick(library, click, tab);
  const known = {
    frame: { tabId: tab.id, windowId: tab.windowId, frameId },
    pageUrl: frameUrl ?? pageUrl,
    pageTitle: tab.title,
    ...privacyMark(tab.incognito),
  };
  if (srcUrl) return captureClick(library, { ...known, url: srcUrl });
  // Chromium keeps an address to itself that is longer than 2 MB.
  const isTaken = await captureLongAddress(library, known);
  if (!isTaken) await pick(library, click, tab);
}

/** Chromium says of a click on a canvas, or on an image that it won't name, no more than that it was on the page. */
async function pick(
  library: Library,
  { srcUrl }: Click,
  { id, windowId }: ClickedTab,
): Promise<void> {
  if (id === undefined) return;
  await pickOrSayWhyNot(library, { tabId: id, windowId }, { url: srcUrl, isPointed: true });
}

export async function handleMenuClick(
  library: Library,
  click: Browser.contextMenus.OnClickData,
  tab: Browser.tabs.Tab | undefined,
): Promise<void> {
  const { menuItemId } = click;
  const isOurs = menuItemId === repaintImage || menuItemId === repaintOnPage;
  if (isOurs && tab && !isReachable(tab)) await repaintUnreached(library, click);
  else if (menuItemId === repaintImage && tab) await repaint(library, click, tab);
  else if (menuItemId === repaintOnPage && tab) await pick(library, click, tab);
  if (click.menuItemId === generateFromSelection && click.selectionText)
    await generateFrom(library, click.selectionText, tab);
}
