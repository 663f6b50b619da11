import { type Browser, browser } from 'wxt/browser';
import { t } from '../../utils/base/i18n';
import { captureClick } from '../../utils/capture/capture';
import { pickOrSayWhyNot } from '../../utils/capture/pick-on-page';
import type { Library } from '../../utils/library/database';
import { replaceGeneratePrompt } from '../../utils/library/drafts';
import { changeWorkspace } from '../../utils/library/images';

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
 * Where there is no image for the browser. Chromium counts a linked image as a link too and would fold our two
 * entries into a submenu, one step more for the usual click; so links are left to Firefox, which lets
 * us hide an entry before it is shown.
 */
const elsewhere: Contexts = menus ? ['page', 'frame', 'link', 'video'] : ['page', 'video'];

/** At install and update: the browser keeps the entries over restarts. */
export async function createContextMenu(): Promise<void> {
  await browser.contextMenus.removeAll();
  browser.contextMenus.create({
    id: repaintImage,
    title: t('menuRepaintImage'),
    contexts: ['image'],
  });
  browser.contextMenus.create({
    id: repaintOnPage,
    title: t('menuRepaintOnPage'),
    contexts: elsewhere,
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

async function generateFrom(library: Library, selection: string): Promise<void> {
  await replaceGeneratePrompt(library, selection);
  await changeWorkspace(library, { tab: 'generate' });
}

async function repaint(
  library: Library,
  click: Browser.contextMenus.OnClickData,
  tab: Browser.tabs.Tab,
): Promise<void> {
  if (!click.srcUrl || tab.id === undefined) return;
  await captureClick(library, {
    frame: { tabId: tab.id, windowId: tab.windowId, frameId: click.frameId ?? 0 },
    url: click.srcUrl,
    pageUrl: click.frameUrl ?? click.pageUrl,
    pageTitle: tab.title,
  });
}

async function pick(
  library: Library,
  { srcUrl }: Browser.contextMenus.OnClickData,
  { id, windowId }: Browser.tabs.Tab,
): Promise<void> {
  if (id === undefined) return;
  await pickOrSayWhyNot(library, { tabId: id, windowId }, srcUrl);
}

export async function handleMenuClick(
  library: Library,
  click: Browser.contextMenus.OnClickData,
  tab: Browser.tabs.Tab | undefined,
): Promise<void> {
  if (click.menuItemId === repaintImage && tab) await repaint(library, click, tab);
  if (click.menuItemId === repaintOnPage && tab) await pick(library, click, tab);
  if (click.menuItemId === generateFromSelection && click.selectionText)
    await generateFrom(library, click.selectionText);
}
