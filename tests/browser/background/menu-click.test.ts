import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { handleMenuClick } from '../../../entrypoints/background/context-menu';
import type { Library } from '../../../utils/library/database';
import { readWorkspace, workspaceOfWindow } from '../../../utils/library/images';
import { emptyLibrary } from '../jobs/jobs-fixture';

/** As Chromium tells of a click in its PDF viewer: in no tab, and in no window. */
const pdfViewer = { id: -1, windowId: -1, index: -1 } as Parameters<typeof handleMenuClick>[2];
const click = { menuItemId: 'repaint-image', editable: false, pageUrl: 'https://a.example/a.pdf' };

let library: Library;

beforeEach(() => {
  library = emptyLibrary();
  const focused = vi.fn(async () => ({
    id: 5,
    focused: true,
    incognito: false,
    alwaysOnTop: false,
  }));
  vi.spyOn(browser.windows, 'getLastFocused').mockImplementation(focused as never);
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
});
afterEach(() => vi.restoreAllMocks());

const shownCapture = async (windowId: number) => {
  const { captureId } = await readWorkspace(library, workspaceOfWindow(windowId));
  return captureId ? library.captures.get(captureId) : undefined;
};

it('says that the PDF viewer is closed, in the panel of the window that was clicked in', async () => {
  await handleMenuClick(library, click as never, pdfViewer);
  expect(await shownCapture(5)).toMatchObject({
    state: 'failed',
    error: { code: 'page-closed-to-extensions' },
  });
});

it('takes the address of the viewer itself for no picture', async () => {
  const viewer = { ...click, srcUrl: 'chrome-extension://mhjfbmdgcfjbbpaeojofohoefgiehjai/ee24' };
  await handleMenuClick(library, viewer as never, pdfViewer);
  expect(await shownCapture(5)).toMatchObject({ error: { code: 'page-closed-to-extensions' } });
});

it('takes a picture in the PDF viewer by its address, if it is told', async () => {
  const src = 'data:image/gif;base64,R0lGODlhAQABAIAAAAUEBAAAACwAAAAAAQABAAACAkQBADs=';
  await handleMenuClick(library, { ...click, srcUrl: src, mediaType: 'image' } as never, pdfViewer);
  const [image] = await library.images.toArray();
  expect(image).toMatchObject({ mimeType: 'image/gif', width: 1, height: 1 });
  expect((await readWorkspace(library, workspaceOfWindow(5))).imageId).toBe(image?.id);
});

it('opens the Generate tab of the focused window for a text that is selected there', async () => {
  const selected = { ...click, menuItemId: 'generate-from-selection', selectionText: 'a red kite' };
  await handleMenuClick(library, selected as never, pdfViewer);
  expect((await readWorkspace(library, workspaceOfWindow(5))).tab).toBe('generate');
});
