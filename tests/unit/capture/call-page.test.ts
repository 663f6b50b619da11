import { expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { AppError } from '../../../utils/base/errors';
import { callPage } from '../../../utils/capture/call-page';

/** The error that comes of what the browser says of a tab with this address. */
async function errorFor(words: string, url = ''): Promise<string> {
  Object.assign(browser.scripting, { executeScript: () => Promise.reject(new Error(words)) });
  Object.assign(browser.tabs, { get: () => Promise.resolve({ url }) });
  const frame = { tabId: 1, windowId: 1, frameId: 0 };
  const error: unknown = await callPage(frame, 'pick').catch((caught: unknown) => caught);
  return error instanceof AppError ? error.code : String(error);
}

const noRight =
  'Cannot access contents of the page. Extension manifest must request permission to access the respective host.';

it.each([
  ['The extensions gallery cannot be scripted.', ''],
  ['Cannot access a chrome:// URL', ''],
  ['Cannot access contents of url "chrome-extension://abc/options.html".', ''],
  ['Missing host permission for the tab', 'about:addons'],
  [noRight, 'view-source:https://a.example/'],
  [noRight, 'chrome-extension://abc/options.html'],
  ['Frame with ID 0 is showing error page', ''],
])('knows a page that is closed to extensions: %s %s', async (words, url) => {
  expect(await errorFor(words, url)).toBe('page-closed-to-extensions');
});

it.each([
  [noRight, ''],
  [noRight, 'https://a.example/'],
  ['Missing host permission for the tab', ''],
])('knows a page that waits for a click: %s %s', async (words, url) => {
  expect(await errorFor(words, url)).toBe('page-needs-a-click');
});

it('asks again where the right that a shortcut gave has not come to the page yet', async () => {
  let calls = 0;
  const answerLate = () => {
    calls += 1;
    return calls < 3 ? Promise.reject(new Error(noRight)) : Promise.resolve([{ result: { result: 'picked' } }]); // biome-ignore format: one choice
  };
  Object.assign(browser.scripting, { executeScript: answerLate });
  Object.assign(browser.tabs, { get: () => Promise.resolve({ url: 'https://a.example/' }) });
  expect(await callPage({ tabId: 1, windowId: 1, frameId: 0 }, 'pick')).toBe('picked');
  expect(calls).toBe(3);
});

it.each([
  ['a frame without a right', 3, noRight],
  ['a page that is closed for good', 0, 'Cannot access a chrome:// URL'],
])('asks %s once', async (_, frameId, words) => {
  let calls = 0;
  const refuse = () => {
    calls += 1;
    return Promise.reject(new Error(words));
  };
  Object.assign(browser.scripting, { executeScript: refuse });
  Object.assign(browser.tabs, { get: () => Promise.resolve({ url: 'https://a.example/' }) });
  await expect(callPage({ tabId: 1, windowId: 1, frameId }, 'pick')).rejects.toThrow();
  expect(calls).toBe(1);
});

it.each(['No tab with id: 7.', 'The tab was closed.', 'Frame with ID 3 was removed.'])(
  'knows a page that is gone: %s',
  async (words) => {
    expect(await errorFor(words)).toBe('page-gone');
  },
);

it('gives up on a page that does not answer, and not on the user who is choosing', async () => {
  vi.useFakeTimers();
  Object.assign(browser.scripting, { executeScript: () => new Promise(() => {}) });
  const frame = { tabId: 1, windowId: 1, frameId: 0 };
  const settled: string[] = [];
  void callPage(frame, 'pick').finally(() => settled.push('pick'));
  void callPage(frame, 'describe', 'x').catch(({ code }) => settled.push(code));
  await vi.advanceTimersByTimeAsync(60_000);
  vi.useRealTimers();
  expect(settled).toEqual(['page-silent']);
});
