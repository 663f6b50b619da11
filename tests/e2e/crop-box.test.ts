import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { EditJob } from '../../utils/library/jobs';
import type { StoredDraft } from '../../utils/library/records';
import { newestRecord } from './library';
import { ask, button, openPlainPicture, paint, resultText } from './steps';
import { startAfresh, startWorld, type World } from './world';

let world: World;
let panel: Page;

beforeAll(async () => {
  world = await startWorld({ headless: true });
});
beforeEach(async () => {
  panel = await startAfresh(world, panel);
  await openPlainPicture(panel, 1600, 1200);
});
afterAll(() => world?.stop());

const sentText = () => panel.locator('.mask-crop-text').textContent();

const draft = () => newestRecord<StoredDraft>(panel, 'drafts');

/** Drags a handle of the crop box by CSS px. */
async function dragHandle(name: string, dx: number, dy: number): Promise<void> {
  const box = await button(panel, `Crop box: ${name}`).boundingBox();
  const [x, y] = [(box?.x ?? 0) + 14, (box?.y ?? 0) + 14];
  await panel.mouse.move(x, y);
  await panel.mouse.down();
  await panel.mouse.move(x + dx / 2, y + dy / 2);
  await panel.mouse.move(x + dx, y + dy);
  await panel.mouse.up();
}

/** Paints, drags a corner of the crop box, and returns what is said of it before and after. */
async function dragCorner(): Promise<{ automatic: string | null; own: string | null }> {
  await paint(panel);
  await button(panel, 'More tools').click();
  await button(panel, 'Crop box').first().click();
  const automatic = await sentText();
  await dragHandle('bottom right corner', 60, 40);
  await expect.poll(sentText).not.toBe(automatic);
  return { automatic, own: await sentText() };
}

it('is dragged, said before anything is sent, kept through a reload, and what is sent', async () => {
  const { own: said } = await dragCorner();
  // What is still being written when a page goes is lost with it.
  await expect.poll(draft).toMatchObject({ tool: 'crop', cropWish: {} });
  await panel.reload();
  await expect.poll(sentText).toBe(said);
  await ask(panel, 'a red boat');
  expect(await resultText(panel)).toContain('0 of');
  const { crop, requestSize, options } = await newestRecord<EditJob>(panel, 'jobs');
  expect(crop).toEqual(options.cropWish);
  expect(said).toContain(`Sends ${requestSize?.width} × ${requestSize?.height} px`);
  const image = world.server.requests.at(-1)?.files.find(({ field }) => field === 'image');
  expect([image?.width, image?.height]).toEqual([crop?.width, crop?.height]);
});

it('goes back to the automatic one by Reset, for good', async () => {
  const { automatic } = await dragCorner();
  await button(panel, 'Reset').click();
  await expect.poll(sentText).toBe(automatic);
  await expect.poll(async () => (await draft()).cropWish).toBeUndefined();
  await panel.reload();
  await expect.poll(sentText).toBe(automatic);
  expect(await button(panel, 'Reset').isDisabled()).toBe(true);
});
