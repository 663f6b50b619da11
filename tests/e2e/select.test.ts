import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { rectOf } from '../../utils/base/geometry';
import { growCoverage } from '../../utils/drawing/mask/grow';
import { renderCoverage } from '../../utils/drawing/mask/render-mask';
import { maskStepsOf, unpackDrawing } from '../../utils/drawing/steps';
import type { EditJob } from '../../utils/library/jobs';
import { renderPicture } from '../gallery/pictures';
import { ball as ballInPicture } from '../gallery/scenes/garden/ball';
import { downloadInto } from '../rig/download';
import { makeTempFolder, removeFolder } from '../rig/temp-folder';
import { newestCapture, nextCapture } from './capture-steps';
import { newestRecord } from './library';
import { decodePixels } from './pixels';
import { button, stageOf } from './steps';
import { startWorld, type World } from './world';

let world: World;
let png: Buffer;
let site: Server;
let panel: Page;
let folder: string;

beforeAll(async () => {
  folder = makeTempFolder('repaint-selected-');
  png = await sharp((await renderPicture('garden-2mp.jpg')).bytes)
    .png()
    .toBuffer();
  site = createServer(({ url }, response) => {
    const isPicture = url === '/garden.png';
    response.setHeader('Content-Type', isPicture ? 'image/png' : 'text/html');
    response.end(isPicture ? png : '<img id="case" src="/garden.png" alt="" width="600">');
  });
  await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
  world = await startWorld({ connected: false });
});
afterAll(async () => {
  await world?.stop();
  site?.close();
  await removeFolder(folder);
});

/** A place of the picture, in px of the panel's window. */
async function placeOf(x: number, y: number): Promise<[number, number]> {
  const picture = panel.locator('.mask-picture').first();
  const box = await picture.boundingBox();
  const [width, height] = await Promise.all(
    ['width', 'height'].map(async (side) =>
      Number(await stageOf(panel).getAttribute(`data-image-${side}`)),
    ),
  );
  if (!box || !width || !height) throw new Error('no picture');
  return [box.x + (x / width) * box.width, box.y + (y / height) * box.height];
}

it('without a key: right click, S, click the ball, Remove; only where the ball was has anything changed', async () => {
  const original = decodePixels(png);
  const page = await world.visit(`http://127.0.0.1:${(site.address() as AddressInfo).port}/`);
  const before = await newestCapture(world);
  await world.rightClick(page.locator('#case'));
  await nextCapture(world, before);
  panel = await world.panel();
  await stageOf(panel).waitFor();

  const ball = {
    x: ballInPicture.x * original.width,
    y: ballInPicture.y * original.width,
    radius: ballInPicture.radius * original.width,
  };
  await stageOf(panel).hover();
  await panel.keyboard.press('s');
  await panel.getByRole('slider', { name: 'Size of the selection' }).waitFor();
  const at = await placeOf(ball.x, ball.y); // the tool's options have moved the picture
  await panel.mouse.move(...at);
  await panel.locator('.mask-choice[data-shown]').waitFor({ state: 'attached' });
  await panel.mouse.click(...at);
  await expect.poll(() => panel.getByText(/^Selected: /).count()).toBe(1);

  await button(panel, 'Remove').click();
  await panel.getByRole('option', { name: 'Result 3' }).waitFor();
  const file = await downloadInto(world.browser, folder, () => button(panel, 'Download').click());
  const after = decodePixels(await readFile(file));
  expect([after.width, after.height]).toEqual([original.width, original.height]);
  const { drawing, options } = await newestRecord<EditJob>(panel, 'jobs');
  const coverage = renderCoverage(maskStepsOf(unpackDrawing(drawing)), rectOf(original));

  // What was selected is the ball.
  let [both, either] = [0, 0];
  for (let i = 0; i < coverage.data.length; i += 1) {
    const [x, y] = [(i % original.width) + 0.5, Math.floor(i / original.width) + 0.5];
    const isBall = Math.hypot(x - ball.x, y - ball.y) <= ball.radius;
    const isSelected = (coverage.data[i] ?? 0) >= 128;
    if (isBall && isSelected) both += 1;
    if (isBall || isSelected) either += 1;
  }
  expect(both / either).toBeGreaterThan(0.75); // its dark lower edge is in the shade of the lawn

  const touched = growCoverage(
    { ...coverage, data: coverage.data.map((value) => (value > 0 ? 255 : 0)) },
    options.featherPx + 1,
  );
  let [changedOutside, changedInside] = [0, 0];
  for (let i = 0; i < touched.data.length; i += 1) {
    const isChanged = [0, 1, 2, 3].some((c) => original.rgba[4 * i + c] !== after.rgba[4 * i + c]);
    if (isChanged && touched.data[i] === 0) changedOutside += 1;
    if (isChanged && (coverage.data[i] ?? 0) === 255) changedInside += 1;
  }
  expect(changedOutside).toBe(0);
  expect(changedInside).toBeGreaterThan(0.9 * Math.PI * ball.radius ** 2 * 0.8);
  expect(world.server.requests.filter(({ method }) => method === 'POST')).toEqual([]);
});
