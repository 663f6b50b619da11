import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest';
import { until } from '../rig/poll';
import type { SidePanel } from '../rig/side-panel';
import { noise } from './capture-site/pictures';
import { pageOf, type Site, startSite } from './capture-site/site';
import { type OwnFile, ownFiles, wrongFiles } from './file-types';
import { alertOf, button, expectWords, openSidePanel, promptOf, stageOf } from './steps';
import { startWorld, type World } from './world';

let world: World;
let site: Site;
let side: SidePanel;
let panel: Page;
let page: Page;

beforeAll(async () => {
  [world, site] = await Promise.all([startWorld({ connected: false }), startSite()]);
  page = await world.visit(pageOf(site, `${site.origin}/same.png`));
  side = await openSidePanel(world.browser);
  panel = side.page;
});

afterAll(async () => {
  await side?.detach();
  await world?.stop();
  await site?.close();
});

/** Takes every image out of the panel, so that the empty Edit tab is back. */
async function emptyPanel(): Promise<void> {
  await panel.getByRole('tab', { name: 'History' }).click();
  const remove = button(panel, 'Delete');
  await panel.locator('.history, .empty').waitFor();
  for (let left = await remove.count(); left > 0; left--) {
    await remove.first().click();
    await expect.poll(() => remove.count()).toBe(left - 1);
  }
  await panel.getByRole('tab', { name: 'Edit' }).click();
  const back = button(panel, 'Open a file').or(stageOf(panel));
  await back.first().waitFor();
}

beforeEach(emptyPanel);

const stageSays = async () => ({
  source: await stageOf(panel).getAttribute('data-source'),
  width: Number(await stageOf(panel).getAttribute('data-image-width')),
  height: Number(await stageOf(panel).getAttribute('data-image-height')),
});

/** The bytes that the library holds for the newest image. */
const storedBytes = async (): Promise<Buffer> => {
  const base64 = await panel.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('repaint');
        opening.onsuccess = () => {
          const store = opening.result.transaction('images').objectStore('images');
          const reading = store.index('createdAt').getAll();
          reading.onerror = () => reject(reading.error);
          reading.onsuccess = () => {
            opening.result.close();
            const reader = new FileReader();
            reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
            reader.readAsDataURL(reading.result.at(-1).blob);
          };
        };
      }),
  );
  return Buffer.from(base64, 'base64');
};

/** A place of the panel where there is nothing to press, and one in the middle of it. Screen px. */
const beside = [1150, 182] as const;
const inTheMiddle = [1150, 520] as const;

/** Presses Ctrl+V in the panel, with real keys and the real clipboard. */
async function paste(): Promise<void> {
  await world.display.moveAndClick(...beside);
  // A key that comes before the click has been heard goes to the page.
  await until('the panel has the focus', () => panel.evaluate(() => document.hasFocus()));
  await world.display.key('ctrl+v');
}

async function pasteText(text: string): Promise<void> {
  await page.bringToFront();
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await paste();
}

const alertCode = () => alertOf(panel).getAttribute('data-code');

describe('pasted', () => {
  it('an image opens, pixel for pixel', async () => {
    await page.bringToFront();
    await page.evaluate(async () => {
      const blob = await (await fetch('/same.png')).blob();
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
    });
    await paste();
    await expect.poll(stageSays).toEqual({ source: 'paste', width: 240, height: 160 });
  });

  it('by “Paste an image” behind “New” it opens, or the panel says that the keys do it, and they do', async () => {
    await pasteText(`data:image/png;base64,${(await noise(31, 17)).toString('base64')}`);
    await expect.poll(stageSays).toMatchObject({ width: 31 });
    await page.bringToFront();
    await page.evaluate(async () => {
      const blob = await (await fetch('/same.png')).blob();
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
    });
    await button(panel, 'New').click();
    await panel.getByRole('button', { name: 'Paste an image' }).click();
    // Chromium refuses this in a side panel without asking anybody.
    await expect.poll(alertCode).toBe('clipboard-kept-back');
    await expectWords(panel);
    expect(await alertOf(panel).innerText()).toContain('Press Ctrl+V instead');
    await paste();
    await expect.poll(stageSays).toEqual({ source: 'paste', width: 240, height: 160 });
    expect(await alertOf(panel).count()).toBe(0);
  });

  it('a data: address opens as the bytes in it', async () => {
    const bytes = await noise(31, 17);
    await pasteText(`data:image/png;base64,${bytes.toString('base64')}`);
    await expect.poll(stageSays).toEqual({ source: 'paste', width: 31, height: 17 });
    expect((await storedBytes()).equals(bytes)).toBe(true);
  });

  it('an image’s address opens as its file', async () => {
    await pasteText(`${site.other}/n/120x90.png?cors`);
    await expect.poll(stageSays).toEqual({ source: 'original', width: 120, height: 90 });
    expect((await storedBytes()).equals(await noise(120, 90))).toBe(true);
  });

  it('text stays text where it is pasted into the prompt', async () => {
    await pasteText(`data:image/png;base64,${(await noise(31, 17)).toString('base64')}`);
    await expect.poll(stageSays).toMatchObject({ width: 31 }); // not the picture before
    await pasteTextIntoPrompt('https://a.example/cat.png');
    await expect.poll(() => promptOf(panel).inputValue()).toBe('https://a.example/cat.png');
    expect(await stageSays()).toMatchObject({ width: 31 });
  });

  const bad: readonly (readonly [string, () => string, string])[] = [
    [
      'an address with nothing there',
      () => `${site.other}/n/9x9.png?cors&status=404`,
      'image-not-found',
    ],
    [
      'the address of a web page',
      () => `${site.other}/n/9x9.png?cors&status=203`,
      'address-not-an-image',
    ],
    [
      'an address that its server keeps for itself',
      () => `${site.other}/closed.png`,
      'image-unreachable',
    ],
    ['a text that is no address', () => 'a red umbrella', 'nothing-to-take'],
    ['half an address', () => 'https://', 'nothing-to-take'],
    ['a data: address of a text', () => 'data:text/plain,hello', 'file-not-an-image'],
    ['a broken data: address', () => 'data:image/png;base64,%%%', 'file-not-an-image'],
  ];

  it.each(bad)('%s says what is wrong and what to do', async (_, text, code) => {
    await pasteText(text());
    await expect.poll(alertCode).toBe(code);
    await expectWords(panel);
    await button(panel, 'Open a file').waitFor();
  });

  it('a bad address leaves the way back to the image that was open', async () => {
    await pasteText(`data:image/png;base64,${(await noise(31, 17)).toString('base64')}`);
    await stageOf(panel).waitFor();
    await pasteText(`${site.other}/n/9x9.png?cors&status=404`);
    await button(panel, 'Back to the last image').click();
    await expect.poll(stageSays).toMatchObject({ width: 31 });
    expect(await alertOf(panel).count()).toBe(0);
  });
});

async function pasteTextIntoPrompt(text: string): Promise<void> {
  await page.bringToFront();
  await page.evaluate((copied) => navigator.clipboard.writeText(copied), text);
  await world.display.moveAndClick(...beside);
  await promptOf(panel).click();
  await world.display.key('ctrl+v');
}

/** Where an element of the page is on the screen, its middle. */
async function onScreen(selector: string): Promise<readonly [number, number]> {
  const box = await page.locator(selector).boundingBox();
  if (!box) throw new Error(`${selector} is not there`);
  const top = await page.evaluate(() => outerHeight - innerHeight);
  return [box.x + box.width / 2, top + box.y + box.height / 2];
}

describe('dragged out of the page', () => {
  const dragIn = async (src: string) => {
    page = await world.visit(pageOf(site, src));
    await page.locator('#case').evaluate((image: HTMLImageElement) => image.decode());
    await panel.evaluate(() => {
      document.documentElement.dataset.over = '0';
      document.addEventListener('dragover', () => {
        const { dataset } = document.documentElement;
        dataset.over = String(Number(dataset.over) + 1);
      });
    });
    const from = await onScreen('#case');
    const { display } = world;
    await display.move(from, from);
    await display.press();
    await display.move(from, inTheMiddle);
    // A window takes part in a drag only after it has answered.
    await until('the panel to take the drag', async () => {
      await display.move([inTheMiddle[0] - 12, inTheMiddle[1]], inTheMiddle);
      return panel.evaluate(() => Number(document.documentElement.dataset.over) > 4);
    });
    expect(await panel.locator('html[data-may-drop]').count()).toBe(1);
    await display.release();
    await panel.locator('html:not([data-may-drop])').waitFor();
  };

  it('an image opens as its own file, with what the page says of it', async () => {
    await dragIn(`${site.origin}/n/200x140.png`);
    await expect.poll(stageSays).toEqual({ source: 'original', width: 200, height: 140 });
    expect((await storedBytes()).equals(await noise(200, 140))).toBe(true);
    const offered = panel.getByRole('combobox', { name: 'From the page' });
    await offered.waitFor();
    expect(await offered.locator('option').allTextContents()).toContain('the case'); // the alt text
    await offered.focus();
    await panel.keyboard.press('ArrowDown');
    await panel.keyboard.press('Enter');
    await expect.poll(() => promptOf(panel).inputValue()).toBe('the case');
    await panel.keyboard.type(', in red'); // it is gone on with at once
    expect(await promptOf(panel).inputValue()).toBe('the case, in red');
  });

  it('an image opens as its own file also where its server keeps it from extensions', async () => {
    await dragIn(`${site.other}/closed.png`);
    await expect.poll(stageSays).toEqual({ source: 'original', width: 240, height: 160 });
    expect((await storedBytes()).equals(await noise(240, 160))).toBe(true);
  });
});

/** Drops files on the middle of the panel as a file manager does. */
async function dropFiles(files: readonly OwnFile[], x = 180, y = 300): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'repaint-drop-'));
  onTestFinished(() => rm(folder, { recursive: true }));
  const paths = await Promise.all(
    files.map(async ({ name, buffer }) => {
      await writeFile(join(folder, name), buffer);
      return join(folder, name);
    }),
  );
  const session = await panel.context().newCDPSession(panel);
  const data = { items: [], files: paths, dragOperationsMask: 1 };
  for (const type of ['dragEnter', 'dragOver', 'drop'] as const)
    await session.send('Input.dispatchDragEvent', { type, x, y, data });
  await session.detach();
}

describe('dropped', () => {
  it('a file opens', async () => {
    const [png] = await ownFiles();
    if (png) await dropFiles([png]);
    await expect.poll(stageSays).toEqual({ source: 'file', width: 60, height: 40 });
    expect((await storedBytes()).equals(png?.buffer ?? Buffer.alloc(0))).toBe(true);
  });

  it('several files are all taken, and the first is opened', async () => {
    const [png, jpeg, webp] = await ownFiles();
    if (png && jpeg && webp) await dropFiles([webp, png, jpeg]);
    await panel.getByRole('tab', { name: 'History' }).click();
    await expect.poll(() => panel.locator('.history-entry').count()).toBe(3);
    await panel.getByRole('tab', { name: 'Edit' }).click();
    await expect.poll(stageSays).toEqual({ source: 'file', width: 60, height: 40 });
  });

  it('a file opens also where it is dropped on the prompt', async () => {
    const [png, jpeg] = await ownFiles();
    if (png) await dropFiles([png]);
    const box = await promptOf(panel).boundingBox();
    const { imageWidth } = await stageOf(panel).evaluate(({ dataset }) => dataset);
    expect(imageWidth).toBe('60');
    if (jpeg && box) await dropFiles([jpeg], box.x + 20, box.y + 10);
    await panel.getByRole('tab', { name: 'History' }).click();
    await expect.poll(() => panel.locator('.history-entry').count()).toBe(2);
    expect(await promptOf(panel).count()).toBe(0);
  });

  it('a file opens also while the settings are open', async () => {
    await button(panel, 'Settings').click();
    const [png] = await ownFiles();
    if (png) await dropFiles([png]);
    await stageOf(panel).waitFor();
  });

  it('a text file says what is wrong and what to do', async () => {
    const [text] = await wrongFiles();
    if (text) await dropFiles([text]);
    await expect.poll(alertCode).toBe('file-not-an-image');
    await expectWords(panel);
  });
});

describe('opened', () => {
  it('every type that browsers show is taken', async () => {
    for (const file of await ownFiles()) {
      await panel.locator('input[type=file]').setInputFiles(file);
      await stageOf(panel).waitFor();
      const { source, width, height } = await stageSays();
      expect({ name: file.name, source, shape: (width / height).toFixed(2) }).toEqual({
        name: file.name,
        source: 'file',
        shape: '1.50',
      });
      await emptyPanel();
    }
  });

  it('a file that breaks off is taken as far as it goes, and that is said', async () => {
    const whole = await sharp(await noise(240, 160))
      .jpeg()
      .toBuffer();
    const buffer = whole.subarray(0, 0.7 * whole.length);
    await panel
      .locator('input[type=file]')
      .setInputFiles({ name: 'cut.jpg', mimeType: 'image/jpeg', buffer });
    await expect.poll(stageSays).toEqual({ source: 'file', width: 240, height: 160 });
    await panel.getByText('a part of the picture is missing').waitFor();
    await emptyPanel();
  });

  it('every other file says what is wrong and what to do', async () => {
    for (const { code, ...file } of await wrongFiles()) {
      await panel.locator('input[type=file]').setInputFiles(file);
      await expect.poll(alertCode).toBe(code);
      await expectWords(panel);
    }
  });
});
