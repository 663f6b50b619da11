import type { Locator, Page } from 'playwright';
import sharp from 'sharp';
import { expect } from 'vitest';
import { type PictureName, renderPicture } from '../gallery/pictures';
import type { ExtensionBrowser } from '../rig/extension-browser';
import { codelessAddress, withHelperPage } from '../rig/helper-page';
import { drag, type Fraction } from '../rig/pointer';
import { openedSidePanel, type SidePanel } from '../rig/side-panel';

/** What a user does in the panel, found by the names that are on the screen. */

/** How long a step may take on a busy machine, ms. */
const patienceMs = 60_000;

/** How long an edit may take there from the request to the picture: it is computed, and other tests compute as well. */
const resultPatienceMs = 120_000;

type PageOwner = Pick<ExtensionBrowser, 'context' | 'extensionId'>;

/** CSS px of a side panel; as wide as a tab it would take several times as long to draw. */
const panelSize = { width: 400, height: 800 };

/**
 * The panel's document in a tab: the same state as in the side panel, and as large.
 * @param before what is to be done first, in the same tab, by a page of the extension that runs none of its code
 */
export async function openPanelTab(
  owner: PageOwner,
  before?: (page: Page) => Promise<void>,
): Promise<Page> {
  const page = await owner.context.newPage();
  page.setDefaultTimeout(patienceMs);
  await page.setViewportSize(panelSize);
  if (before) {
    await page.goto(codelessAddress(owner));
    await before(page);
  }
  await page.goto(`chrome-extension://${owner.extensionId}/sidepanel.html`);
  await page.getByRole('tab', { name: 'Edit' }).waitFor();
  return page;
}

/** Opens the real side panel beside the current tab, as the toolbar button does. */
export async function openSidePanel(browser: ExtensionBrowser): Promise<SidePanel> {
  await withHelperPage(browser, (helper) =>
    helper.evaluate(async () => {
      const { id } = await chrome.windows.getCurrent();
      if (id !== undefined) await chrome.sidePanel.open({ windowId: id });
    }),
  );
  const panel = await openedSidePanel(browser);
  panel.page.setDefaultTimeout(patienceMs);
  return panel;
}

export const stageOf = (panel: Page): Locator => panel.getByTestId('stage');
/** The picture on the stage, which may be wider or higher than it. */
export const pictureOn = (panel: Page): Locator => stageOf(panel).locator('img').first();
export const alertOf = (panel: Page): Locator => panel.getByRole('alert');
export const promptOf = (panel: Page): Locator => panel.getByRole('textbox', { name: 'Prompt' });
export const button = (panel: Page, name: string): Locator =>
  panel.getByRole('button', { name, exact: true });

/** Opens what is folded behind the line that says model, quality and number. */
export const openOptions = (panel: Page): Promise<void> =>
  panel.getByRole('button', { name: /^Options: / }).click();

/** Gives files to the empty Edit tab as the browser's file dialog does. */
async function giveFile(panel: Page, name: string, mimeType: string, buffer: Buffer) {
  await panel.locator('input[type=file]').setInputFiles({ name, mimeType, buffer });
  await stageOf(panel).waitFor();
}

/** Opens a picture of the gallery in an empty Edit tab. */
export async function openPicture(panel: Page, name: PictureName): Promise<void> {
  const { bytes, type } = await renderPicture(name);
  await giveFile(panel, name, type, bytes);
}

/** Opens a picture of patches, each of one colour: quickly made, sent and saved, for tests that look at no pixels. */
export async function openPlainPicture(panel: Page, width = 1280, height = 960): Promise<void> {
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const patches = { width: width / 16, height: height / 16, channels: 3, noise } as const;
  const small = await sharp({ create: { ...patches, background: '#000' } })
    .png()
    .toBuffer();
  const png = await sharp(small).resize(width, height, { kernel: 'nearest' }).png().toBuffer();
  await giveFile(panel, 'plain.png', 'image/png', png);
}

/** A stroke across the middle of the stage. */
export const acrossTheMiddle: readonly Fraction[] = [
  [0.42, 0.45],
  [0.58, 0.55],
];

/** Paints on the stage and waits until the mask has been taken. */
export async function paint(panel: Page, way = acrossTheMiddle): Promise<void> {
  await drag(panel, stageOf(panel), way);
  await panel.getByTestId('cost').getByText('$').waitFor();
}

/** Says what should be there and presses the button. */
export async function ask(panel: Page, prompt: string): Promise<void> {
  await promptOf(panel).fill(prompt);
  await button(panel, 'Repaint').click();
}

/** Paints on the stage, says what should be there and presses the button. */
export async function paintAndAsk(panel: Page, prompt: string, way?: readonly Fraction[]) {
  await paint(panel, way);
  await ask(panel, prompt);
}

/** Waits for the result of an edit on the stage; returns what is said of it: price and pixels changed. */
export async function resultText(panel: Page): Promise<string> {
  await panel
    .locator('[data-testid=stage][data-source=edit]')
    .waitFor({ timeout: resultPatienceMs });
  const said = panel.getByRole('status').filter({ hasText: 'changed outside' });
  return (await said.textContent()) ?? '';
}

/** The failure that is shown names its cause and the next step in whole English sentences. */
export async function expectWords(page: Page): Promise<void> {
  const [cause = '', next = ''] = await alertOf(page).locator('p').allInnerTexts();
  for (const text of [cause, next]) {
    expect(text).toMatch(/^[A-Z“].* .*[.]$/s);
    expect(text).not.toMatch(/\$\d|undefined|\b[45]\d\d\b/);
  }
}

/** Whether anything of the mask is to be seen on the stage. */
export const maskIsShown = (panel: Page): Promise<boolean> =>
  stageOf(panel)
    .locator('canvas:visible')
    .evaluateAll((canvases) =>
      canvases.some((canvas) => {
        if (!(canvas instanceof HTMLCanvasElement) || canvas.width === 0) return false;
        const pixels = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height);
        return pixels?.data.some((value) => value > 0) ?? false;
      }),
    );

/** The bytes of a picture that is shown. They travel as text: as a list of numbers a megabyte takes seconds. */
export async function bytesOf(picture: Locator): Promise<Buffer> {
  const address = await picture.evaluate(async (image) => {
    const blob = await (await fetch((image as HTMLImageElement).src)).blob();
    return new Promise<string>((resolve, reject) => {
      const reader = new FileReader();
      reader.onerror = () => reject(reader.error);
      reader.onload = () => resolve(String(reader.result));
      reader.readAsDataURL(blob);
    });
  });
  return Buffer.from(address.split(',')[1] ?? '', 'base64');
}

/** Types into the settings, which are open, and saves them. */
export async function saveSettings(
  page: Page,
  values: { readonly apiKey?: string; readonly baseUrl?: string },
): Promise<void> {
  const { apiKey, baseUrl } = values;
  if (apiKey !== undefined) await page.getByRole('textbox', { name: 'API key' }).fill(apiKey);
  if (baseUrl !== undefined) await page.getByRole('textbox', { name: 'Base URL' }).fill(baseUrl);
  await button(page, 'Save').click();
}

/** Whether all of an element is inside of what the window shows without scrolling. */
export async function isInSight(panel: Page, element: Locator): Promise<boolean> {
  const [box, height] = await Promise.all([
    element.boundingBox(),
    panel.evaluate(() => innerHeight),
  ]);
  return !!box && box.y >= 0 && box.y + box.height <= height;
}
