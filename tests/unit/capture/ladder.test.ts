import { afterEach, expect, it, vi } from 'vitest';
import { browser } from 'wxt/browser';
import { climbLadder } from '../../../utils/capture/ladder';
import type { RungVerdict } from '../../../utils/library/records';
import type { PageImage } from '../../../utils/page/page-image';

afterEach(() => vi.unstubAllGlobals());

const frame = { tabId: 1, windowId: 1, frameId: 0 };
const url = 'https://a.example/cat.png';
const image: PageImage = {
  handle: 5,
  mark: 'mark',
  kind: 'image',
  files: [{ url }],
  altText: '',
  caption: '',
  pageTitle: '',
  pageUrl: 'https://a.example/',
  naturalSize: { width: 9, height: 9 },
  isSeen: true,
};

it('asks a page that is gone for nothing more, and takes no screenshot of what came instead', async () => {
  const asked: string[] = [];
  const captureVisibleTab = vi.fn();
  Object.assign(browser.tabs, { captureVisibleTab });
  Object.assign(browser.scripting, {
    executeScript: ({ args }: { args: readonly [string] }) => {
      asked.push(args[0]);
      return Promise.reject(new Error('Frame with ID 0 was removed.'));
    },
  });
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('Failed to fetch')));
  const rungs: RungVerdict[] = [];
  const climb = climbLadder({ frame, image }, rungs);
  await expect(climb).rejects.toMatchObject({ code: 'page-gone' });
  expect(asked).toEqual(['fetchFile']);
  expect(captureVisibleTab).not.toHaveBeenCalled();
  expect(rungs.map(({ rung, outcome }) => `${rung}: ${outcome}`)).toEqual([
    'page: page-gone',
    'background: image-unreachable',
  ]);
});
