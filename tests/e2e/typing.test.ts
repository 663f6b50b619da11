import type { CDPSession, Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { button, openPanelTab, openPlainPicture, paint, promptOf } from './steps';
import { startWorld, type World } from './world';

/* Typing as an input method does it: a syllable is open, changes with each key, and closes. */

let world: World;
let panel: Page;
let keys: CDPSession;

beforeAll(async () => {
  world = await startWorld({ headless: true });
  panel = await openPanelTab(world.browser);
  keys = await world.browser.context.newCDPSession(panel);
  await openPlainPicture(panel, 640, 480);
  await paint(panel);
});
afterAll(() => world?.stop());

const shownText = () => promptOf(panel).inputValue();

/** The open syllable becomes this text. */
const compose = (text: string) =>
  keys.send('Input.imeSetComposition', {
    text,
    selectionStart: text.length,
    selectionEnd: text.length,
  });

/** The open syllable closes as this text. */
const close = (text: string) => keys.send('Input.insertText', { text });

/** The prompt that the library holds. */
const storedPrompt = (id: 'generate' | 'edit') =>
  panel.evaluate(
    (isGenerate) =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('repaint');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const reading = opening.result.transaction(['drafts', 'workspace']);
          const workspace = reading.objectStore('workspace').get('workspace');
          const drafts = reading.objectStore('drafts').getAll();
          reading.oncomplete = () => {
            opening.result.close();
            const owner = isGenerate ? 'generate' : workspace.result?.imageId;
            resolve(drafts.result.find((draft) => draft.id === owner)?.prompt ?? '');
          };
        };
      }),
    id === 'generate',
  );

/** Notes every text that a script writes into the field. */
const watchField = () =>
  promptOf(panel).evaluate((field) => {
    if (!(field instanceof HTMLTextAreaElement)) return;
    const seen: string[] = [];
    const own = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value');
    Object.defineProperty(field, 'value', {
      configurable: true,
      get: () => own?.get?.call(field),
      set: (text) => {
        seen.push(text);
        own?.set?.call(field, text);
      },
    });
    Object.assign(field, { textsSet: seen });
  });
const textsSet = () => promptOf(panel).evaluate((field) => Reflect.get(field, 'textsSet'));

const tabs = [
  ['Generate', 'generate'],
  ['Edit', 'edit'],
] as const;

describe.each(tabs)('the prompt of the %s tab', (tab, id) => {
  beforeEach(async () => {
    await panel.getByRole('tab', { name: tab }).click();
    // A result that was made before stands on the stage, with nothing painted on it.
    if (tab === 'Edit') await button(panel, 'Original').click();
    await panel.locator('[aria-busy=true]').waitFor({ state: 'detached' });
    await promptOf(panel).fill('');
    await expect.poll(() => storedPrompt(id)).toBe('');
    await promptOf(panel).focus();
  });

  it('takes Korean, syllable by syllable, and nothing is written into the field meanwhile', async () => {
    await watchField();
    for (const [open, closed] of [
      [['ㅎ', '하', '한'], '한'],
      [['ㄱ', '그', '글'], '글'],
    ] as const) {
      for (const text of open) {
        await compose(text);
        // The library's answers come while the syllable is open.
        await expect.poll(() => storedPrompt(id)).toContain(text);
      }
      await close(closed);
    }
    await expect.poll(() => storedPrompt(id)).toBe('한글');
    expect(await shownText()).toBe('한글');
    expect(await textsSet()).toEqual([]);
  });

  it('keeps the cursor where letters are typed in the middle', async () => {
    await panel.keyboard.type('a hose by');
    for (let step = 0; step < 5; step += 1) await panel.keyboard.press('ArrowLeft');
    await panel.keyboard.type('ur');
    await expect.poll(() => storedPrompt(id)).toBe('a hourse by');
    await panel.keyboard.press('Backspace');
    await panel.keyboard.press('Backspace');
    await panel.keyboard.type('u');
    await expect.poll(() => storedPrompt(id)).toBe('a house by');
    expect(await shownText()).toBe('a house by');
  });

  it('Ctrl+Enter in an open syllable sends once, after it has closed, with the syllable', async () => {
    const before = world.server.requests.length;
    await compose('하');
    await panel.keyboard.press('Control+Enter');
    expect(await shownText()).toBe('하');
    expect(await panel.getByRole('progressbar').count()).toBe(0);
    await close('한');
    await expect.poll(() => world.server.requests.length).toBe(before + 1);
    expect(world.server.requests.at(-1)?.fields).toMatchObject({ prompt: '한' });
    await button(panel, tab === 'Edit' ? 'Repaint' : 'Generate')
      .and(panel.locator(':not([aria-disabled=true])'))
      .waitFor();
    if (tab === 'Edit') await panel.locator('[data-testid=stage][data-source=edit]').waitFor();
    expect(world.server.requests.length).toBe(before + 1);
  });

  it('another key in the open syllable takes the Ctrl+Enter back', async () => {
    const before = world.server.requests.length;
    await compose('하');
    await panel.keyboard.press('Control+Enter');
    await panel.keyboard.press('F2');
    await close('한');
    await expect.poll(() => storedPrompt(id)).toBe('한');
    expect(await panel.getByRole('progressbar').count()).toBe(0);
    expect(world.server.requests.length).toBe(before);
  });
});

// After all that is typed by an input method: a page that closes takes the focus along for a while.
it.each(tabs)('the prompt of the %s tab shows what another panel writes', async (tab) => {
  await panel.getByRole('tab', { name: tab }).click();
  const other = await openPanelTab(world.browser);
  await other.getByRole('tab', { name: tab }).click();
  await promptOf(other).fill('written elsewhere');
  await expect.poll(shownText).toBe('written elsewhere');
  await other.close();
});
