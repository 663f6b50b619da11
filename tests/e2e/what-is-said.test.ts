import type { Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { renderPicture } from '../gallery/pictures';
import {
  alertOf,
  ask,
  button,
  openOptions,
  openPlainPicture,
  paint,
  promptOf,
  resultText,
  stageOf,
} from './steps';
import { startAfresh, startWorld, type World } from './world';

let world: World;
let panel: Page;

beforeAll(async () => {
  world = await startWorld({ headless: true });
});
beforeEach(async () => {
  panel = await startAfresh(world, panel);
  await panel.setViewportSize({ width: 360, height: 760 });
  await openPlainPicture(panel);
});
afterAll(() => world?.stop());

const stageBox = () => stageOf(panel).boundingBox();
const alert = (code: string) => panel.locator(`[role=alert][data-code=${code}]`);

/** A paste with nothing in it that could be taken. */
const pasteWords = () =>
  panel.evaluate(() => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', 'only words');
    document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true }));
  });

describe('a failure', () => {
  it('of the panel leaves the stage where it is, and goes by its X', async () => {
    const before = await stageBox();
    await pasteWords();
    await alert('nothing-to-take').waitFor();
    expect(await stageBox()).toEqual(before);
    await alert('nothing-to-take').getByRole('button', { name: 'Close' }).click();
    await alert('nothing-to-take').waitFor({ state: 'detached' });
  });

  it('of a job leaves the stage where it is, and stays closed once it is', async () => {
    await paint(panel);
    const before = await stageBox();
    world.server.behave({ fault: { kind: 'http_500', times: 1 } });
    await ask(panel, 'a red balloon');
    await alert('server-failed').waitFor();
    expect(await stageBox()).toEqual(before);
    await alert('server-failed').getByRole('button', { name: 'Close' }).click();
    await alert('server-failed').waitFor({ state: 'detached' });
    await panel.reload();
    await stageOf(panel).waitFor();
    await expect.poll(() => promptOf(panel).inputValue()).toBe('a red balloon');
    expect(await alertOf(panel).count()).toBe(0);
  });

  it('that another model mends has a button that opens the options', async () => {
    await paint(panel);
    await openOptions(panel);
    await panel.getByRole('combobox', { name: 'Model' }).selectOption('Other model…');
    await panel.getByRole('textbox', { name: 'Model id' }).fill(' ');
    await panel.getByRole('button', { name: /^Options: / }).click();
    expect(await panel.getByRole('combobox', { name: 'Model' }).isVisible()).toBe(false);
    await ask(panel, 'a red balloon');
    await alert('model-missing').getByRole('button', { name: 'Open Options' }).click();
    await panel.getByRole('combobox', { name: 'Model' }).waitFor();
    await alert('model-missing').getByRole('button', { name: 'Close' }).click();
    await alert('model-missing').waitFor({ state: 'detached' });
  });
});

it('beside a job’s progress stands how long such a job usually takes, once that is known', async () => {
  const progress = panel.locator('.progress');
  for (const prompt of ['one', 'two', 'three']) {
    await button(panel, 'Original').click();
    await panel.locator('[data-testid=stage][data-source=file]').waitFor();
    if (prompt === 'one') await paint(panel);
    world.server.behave({ delayBeforeHeadersMs: prompt === 'three' ? 600_000 : 1_500 });
    await ask(panel, prompt);
    await progress.waitFor();
    if (prompt === 'three') break;
    expect(await progress.innerText()).not.toContain('usually');
    await resultText(panel);
  }
  await expect.poll(() => progress.innerText()).toMatch(/ · usually about [1-9]\d* s/);
  world.server.release();
  await progress.waitFor({ state: 'detached', timeout: 120_000 });
});

it('in forced colours a job’s progress is still to be seen', async () => {
  await panel.emulateMedia({ forcedColors: 'active', reducedMotion: 'reduce' });
  await paint(panel);
  world.server.behave({ fault: { kind: 'stall', times: 1 } });
  await ask(panel, 'a red balloon');
  const bar = panel.getByRole('progressbar');
  await bar.waitFor();
  // The frame, what is behind it, and the part that moves.
  const shades = async () => {
    const pixels = await sharp(await bar.screenshot({ animations: 'allow' }))
      .raw()
      .toBuffer();
    const levels = Array.from({ length: pixels.length / 3 }, (_, i) => pixels.readUInt16BE(3 * i));
    return new Set(levels).size;
  };
  await expect.poll(shades).toBeGreaterThanOrEqual(3);
  await button(panel, 'Cancel').click();
  await panel.emulateMedia({ forcedColors: null, reducedMotion: null });
});

describe('“New” beside the source line', () => {
  const more = () => button(panel, 'New');

  it('opens a file in the place of the image that is there', async () => {
    const { bytes, type } = await renderPicture('garden-2mp.jpg');
    await more().click();
    const chooser = panel.waitForEvent('filechooser');
    await button(panel, 'Open a file').click();
    await (await chooser).setFiles({ name: 'garden.jpg', mimeType: type, buffer: bytes });
    await panel.locator('[data-testid=stage][data-image-width="1632"]').waitFor();
    expect(await button(panel, 'Open a file').count()).toBe(0);
  });

  it('leads to the history, and closes by Esc with the focus on it', async () => {
    await more().click();
    await button(panel, 'Paste an image').waitFor();
    await panel.keyboard.press('Escape');
    await button(panel, 'Paste an image').waitFor({ state: 'detached' });
    expect(await more().evaluate((each) => each === document.activeElement)).toBe(true);
    await more().click();
    await button(panel, 'History').click();
    await panel.getByRole('list', { name: 'History' }).waitFor();
  });
});
