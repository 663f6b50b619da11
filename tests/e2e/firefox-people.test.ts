import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { renderPicture } from '../gallery/pictures';
import { until } from '../rig/poll';
import { compareWithDrawn, drawnStranger } from './drawn-stranger';
import type { JobBrowser } from './job-table/job-browser';
import { end, press, untilShown } from './job-table/job-panel';
import { dropFile, fileOfImage, isPanelThere, showsMask, stageBox } from './job-table/panel-tasks';
import { startJobBrowser } from './job-table/start-browser';
import { decodePixels } from './pixels';

let browser: JobBrowser;

beforeAll(async () => {
  browser = await startJobBrowser('Firefox');
});
afterAll(() => browser?.close());

it('Firefox: People finds the stranger in the harbour, by the weights that ship, and Cut out keeps it alone', async () => {
  const panel = await browser.openPanel();
  await until('the panel', () => panel.run(isPanelThere, undefined));
  const { bytes, width } = await renderPicture('harbour.webp');
  const file = { base64: Buffer.from(bytes).toString('base64'), type: 'image/webp' };
  await panel.run(dropFile, file);
  await until('the stage', () => panel.run(stageBox, width));
  expect(await panel.run(showsMask, undefined)).toBe(false);
  await press(panel, 'More tools');
  await press(panel, 'People');
  await until('the mask', () => panel.run(showsMask, undefined), { timeoutMs: 60_000 });
  await press(panel, 'Cut out');
  await press(panel, 'Keep only this part');
  const { state, resultIds } = await end(panel, '');
  expect(state).toBe('succeeded');
  await untilShown(panel, 'the result', (shown) => shown.isResult);
  const result = await panel.run(fileOfImage, resultIds[0] ?? '');
  const harbour = decodePixels(await sharp(bytes).png().toBuffer());
  const drawn = await drawnStranger();
  const found = compareWithDrawn(decodePixels(Buffer.from(result, 'base64')), drawn, harbour);
  expect(found.overlap).toBeGreaterThan(0.93);
  expect(found.soft).toBeGreaterThan(1000); // the edge is as soft as it was drawn
});
