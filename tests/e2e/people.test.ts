import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { beforeAll, expect, it } from 'vitest';
import { renderPicture } from '../gallery/pictures';
import { downloadInto } from '../rig/download';
import { newestCapture, nextCapture } from './capture-steps';
import { compareWithDrawn, drawnStranger } from './drawn-stranger';
import { useKeylessPanel } from './keyless-panel';
import { allRecords } from './library';
import { decodePixels, type Pixels } from './pixels';
import { button, maskIsShown, openPicture, stageOf } from './steps';

const keyless = useKeylessPanel(false);

/** How far each pixel of the harbour belongs to the stranger, 0…255, as it was drawn. */
let drawn: Uint8Array;
/** The harbour as it is. */
let harbour: Pixels;

beforeAll(async () => {
  const { bytes } = await renderPicture('harbour.webp');
  drawn = await drawnStranger();
  harbour = decodePixels(await sharp(bytes).png().toBuffer());
});

/** The side panel after a real right click on the harbour of a page; the network is cut from then on. */
async function rightClickHarbour(): Promise<Page> {
  const { world } = keyless;
  await world.browser.context.setOffline(false);
  const page = await world.visit(world.gallery);
  const before = await newestCapture(world);
  await world.rightClick(page.locator('#harbour img'));
  await nextCapture(world, before);
  await world.browser.context.setOffline(true);
  const panel = await world.panel();
  await stageOf(panel).waitFor();
  return panel;
}

async function selectPeople(panel: Page): Promise<void> {
  await button(panel, 'More tools').click();
  await button(panel, 'People').click();
}

const noticeOf = (panel: Page) => panel.locator('.mask-status').textContent();

const resultOption = (panel: Page, number: number) =>
  panel.getByRole('option', { name: `Result ${number}` });

const download = async (panel: Page): Promise<Pixels> =>
  decodePixels(
    await readFile(
      await downloadInto(keyless.world.browser, keyless.folder, () =>
        button(panel, 'Download').click(),
      ),
    ),
  );

it('a right click, People, Cut out: the stranger alone is left, and is as it was, offline and without a key', async () => {
  const panel = await rightClickHarbour();
  await selectPeople(panel);
  await expect.poll(() => maskIsShown(panel)).toBe(true);
  await button(panel, 'Cut out').click();
  await button(panel, 'Keep only this part').click();
  await resultOption(panel, 1).waitFor();
  const result = await download(panel);
  expect([result.width, result.height]).toEqual([harbour.width, harbour.height]);
  const { overlap, soft, changed } = compareWithDrawn(result, drawn, harbour);
  expect(overlap).toBeGreaterThan(0.93);
  expect(soft).toBeGreaterThan(1000); // the edge is as soft as it was drawn
  // Only the outermost pixels may have been freed from the old background.
  expect(changed).toBeLessThan(3000);
  expect(keyless.world.server.requests).toEqual([]);
  await panel.close();
});

it('what People selects is one step like any other: undone, done again, grown, removed', async () => {
  await openPicture(keyless.panel, 'harbour.webp');
  await selectPeople(keyless.panel);
  await expect.poll(() => noticeOf(keyless.panel)).toMatch(/%/);
  const share = await noticeOf(keyless.panel);
  await button(keyless.panel, 'Undo').click();
  await expect.poll(() => maskIsShown(keyless.panel)).toBe(false);
  await button(keyless.panel, 'Redo').click();
  await expect.poll(() => noticeOf(keyless.panel)).toBe(share);
  await button(keyless.panel, 'Grow').click();
  await expect.poll(() => noticeOf(keyless.panel)).not.toBe(share);
  await expect.poll(() => noticeOf(keyless.panel)).toMatch(/%/);
  await button(keyless.panel, 'Remove').click();
  await resultOption(keyless.panel, 3).waitFor();
  const said = keyless.panel.getByRole('status').filter({ hasText: 'changed outside' });
  await expect.poll(() => said.textContent()).toMatch(/\(0 of [\d,]+ pixels changed outside\)/);
  const after = await download(keyless.panel);
  const changedOf = (isOf: (covered: number) => boolean) => {
    let [changed, all] = [0, 0];
    for (let i = 0; i < drawn.length; i += 1) {
      if (!isOf(drawn[i] ?? 0)) continue;
      all += 1;
      if ([0, 1, 2].some((c) => after.rgba[4 * i + c] !== harbour.rgba[4 * i + c])) changed += 1;
    }
    return changed / all;
  };
  expect(changedOf((covered) => covered === 255)).toBeGreaterThan(0.97); // gone
  expect(changedOf((covered) => covered === 0)).toBeLessThan(0.02); // little else
});

it('where nobody is it says so, and nothing is changed', async () => {
  await openPicture(keyless.panel, 'slide.png');
  await selectPeople(keyless.panel);
  await expect.poll(() => noticeOf(keyless.panel)).toBe('No people found. Paint over what you mean.'); // biome-ignore format: one line
  expect(await maskIsShown(keyless.panel)).toBe(false);
  expect(await button(keyless.panel, 'Undo').isDisabled()).toBe(true);
  expect(await allRecords(keyless.panel, 'jobs')).toEqual([]);
});
