import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { openPanel } from '../../../entrypoints/background/open-panel';

const open = vi.fn(async () => undefined);
const create = vi.fn(async () => undefined);
const tabBeside = (windowId: number) => ({ id: 7, windowId }) as Parameters<typeof openPanel>[0];

beforeEach(() => {
  vi.clearAllMocks();
  vi.spyOn(browser.tabs, 'create').mockImplementation(create as never);
  vi.spyOn(browser.runtime, 'getURL').mockImplementation(((path: string) => path) as never);
});
afterEach(() => {
  vi.restoreAllMocks();
  Object.assign(browser, { sidePanel: undefined, sidebarAction: undefined });
});

it('opens the side panel of the clicked tab’s window, before anything is awaited', () => {
  Object.assign(browser, { sidePanel: { open } });
  openPanel(tabBeside(3));
  expect(open.mock.calls).toEqual([[{ windowId: 3 }]]);
  expect(create).not.toHaveBeenCalled();
});

it('opens a usual window of its own beside a private one of Firefox, whose sidebar has no library', async () => {
  Object.assign(browser, { sidebarAction: { open } });
  const createWindow = vi.fn(async () => undefined);
  vi.spyOn(browser.windows, 'create').mockImplementation(createWindow as never);
  openPanel({ id: 7, windowId: 3, incognito: true } as Parameters<typeof openPanel>[0]);
  await expect.poll(() => createWindow.mock.calls.length).toBe(1);
  expect(createWindow).toHaveBeenCalledWith(
    expect.objectContaining({ url: '/sidepanel.html?private-window=3', incognito: false }),
  );
  expect(open).not.toHaveBeenCalled();
});

it('opens the side panel in a private window of Chromium', () => {
  Object.assign(browser, { sidePanel: { open } });
  openPanel({ id: 7, windowId: 3, incognito: true } as Parameters<typeof openPanel>[0]);
  expect(open.mock.calls).toEqual([[{ windowId: 3 }]]);
});

it('opens the sidebar in Firefox', () => {
  Object.assign(browser, { sidebarAction: { open } });
  openPanel(undefined);
  expect(open).toHaveBeenCalledOnce();
});

it.each([
  ['in a browser without a side panel', {}, 3],
  ['in one whose sidebar extensions can’t open', { sidebarAction: {} }, 3],
  ['for a click in the PDF viewer, which is in no window', { sidePanel: { open } }, -1],
])('opens a tab %s', (_, api, windowId) => {
  Object.assign(browser, api);
  openPanel(tabBeside(windowId));
  expect(create).toHaveBeenCalledWith({ url: '/sidepanel.html' });
  expect(open).not.toHaveBeenCalled();
});
