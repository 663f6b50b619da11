import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ImagesServer, startImagesServer } from '../images-server/server';
import { type Display, startDisplay } from '../rig/display';
import { type Firefox, launchFirefox } from '../rig/firefox';
import { until } from '../rig/poll';
import { builtForFirefox } from './firefox-steps';

/* Typing as an input method does it, in Firefox's own sidebar: a syllable is open, changes with each key, and closes. */

let display: Display;
let server: ImagesServer;
let firefox: Firefox;

beforeAll(async () => {
  [display, server] = await Promise.all([
    startDisplay({ width: 1280, height: 900 }),
    startImagesServer(),
  ]);
  firefox = await launchFirefox({ extensionPath: builtForFirefox, display });
  const page = await firefox.newPage('about:blank');
  await page.bringToFront();
  await firefox.pressAlt('r'); // opens the sidebar
  await firefox.openedSidebar();
  const { apiKey, baseUrl } = server;
  await run(`browser.storage.local.set(${JSON.stringify({ connection: { apiKey, baseUrl } })})`);
  await press('tab', 'Generate');
  await until('the prompt', async () => (await text()) === '');
});
afterAll(async () => {
  await firefox?.close();
  await Promise.all([display?.stop(), server?.close()]);
});

const run = (expression: string) => firefox.inSidebar(expression);

const press = (role: 'tab' | 'button', name: string) =>
  run(`[...document.querySelectorAll(${JSON.stringify(role === 'tab' ? '[role=tab]' : 'button')})]
    .find((each) => (each.getAttribute('aria-label') ?? each.textContent).trim() === ${JSON.stringify(name)})?.click()`);

const text = () => run(`document.querySelector('textarea')?.value ?? null`);

/** The prompt that the library holds. */
const stored = () =>
  run(`new Promise((resolve, reject) => {
    const opening = indexedDB.open('repaint');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const reading = opening.result.transaction('drafts').objectStore('drafts').get('generate');
      reading.onsuccess = () => {
        opening.result.close();
        resolve(reading.result?.prompt ?? '');
      };
    };
  })`);

const shows = (wanted: string) => expect.poll(text).toBe(wanted);

describe('the prompt of the Generate tab', () => {
  beforeEach(async () => {
    await run(`(() => {
      const box = document.querySelector('textarea');
      box.focus();
      box.value = '';
      box.dispatchEvent(new InputEvent('input', { bubbles: true }));
    })()`);
    await firefox.focusSidebar();
    await expect.poll(stored).toBe('');
    await until('the keyboard', async () => (await run('document.hasFocus()')) === true);
  });

  it('takes Korean, syllable by syllable, while the library answers', async () => {
    for (const [open, closed] of [
      [['ㅎ', '하', '한'], '한'],
      [['ㄱ', '그', '글'], '글'],
    ] as const) {
      for (const syllable of open) {
        await firefox.compose(syllable);
        await expect.poll(stored).toContain(syllable);
      }
      await firefox.closeSyllable(closed);
    }
    await shows('한글');
    await expect.poll(stored).toBe('한글');
  });

  it('keeps the cursor where letters are typed in the middle', async () => {
    await firefox.pressKeys(...'ahoseby');
    await shows('ahoseby');
    await firefox.pressKeys('ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft', 'u', 'r');
    await shows('ahourseby');
    await expect.poll(stored).toBe('ahourseby');
    await firefox.pressKeys('Backspace', 'Backspace', 'u');
    await shows('ahouseby');
    await expect.poll(stored).toBe('ahouseby');
  });

  it('Ctrl+Enter in an open syllable sends once, after it has closed, with the syllable', async () => {
    await firefox.compose('하');
    await shows('하');
    await firefox.pressKeys('Control+Enter');
    expect(server.requests).toEqual([]);
    await firefox.closeSyllable('한');
    await expect.poll(() => server.requests.length).toBe(1);
    expect(server.requests[0]?.fields).toMatchObject({ prompt: '한' });
  });
});
