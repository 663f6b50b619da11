import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { pageOf, type Site, startSite } from './capture-site/site';
import { newestCapture, nextCapture } from './capture-steps';
import { startWorld, type World } from './world';

let site: Site;

beforeAll(async () => {
  site = await startSite();
});

afterAll(() => site?.close());

/** The colour of a corner and of the middle: a crop that is off by one shows the page's white. */
async function edges(base64 = ''): Promise<readonly number[]> {
  const { data, info } = await sharp(Buffer.from(base64, 'base64'))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const green = (x: number, y: number) => data[(y * info.width + x) * 3 + 1] ?? -1;
  const right = info.width - 1;
  const bottom = info.height - 1;
  return [green(0, 0), green(right, 0), green(0, bottom), green(right, bottom)];
}

const zoomTo = async (world: World, factor: number): Promise<void> => {
  const worker = await world.browser.worker();
  await worker.evaluate(async (zoom) => {
    const [tab] = await chrome.tabs.query({ active: true, lastFocusedWindow: true });
    if (tab?.id !== undefined) await chrome.tabs.setZoom(tab.id, zoom);
  }, factor);
};

describe.each([1, 1.25, 2])(
  'takes the screen’s pixels at %s device pixels a CSS pixel',
  (ratio) => {
    let world: World;

    beforeAll(async () => {
      world = await startWorld({
        connected: false,
        args: [`--force-device-scale-factor=${ratio}`],
      });
    });

    afterAll(() => world?.stop());

    it.each([0.67, 1, 1.5, 2])('zoomed to %s', async (zoom) => {
      const page = await world.visit(
        pageOf(site, `${site.other}/red.png`, 'width:160px;height:100px'),
      );
      await zoomTo(world, zoom);
      const before = await newestCapture(world);
      await world.rightClick(page.locator('#case'));
      const { source, width = 0, height = 0, base64 } = await nextCapture(world, before);
      expect(source).toBe('screenshot');
      expect(Math.abs(width - 160 * ratio * zoom)).toBeLessThanOrEqual(1.5);
      expect(Math.abs(height - 100 * ratio * zoom)).toBeLessThanOrEqual(1.5);
      // At fractions of a pixel an edge is a blend of red and the white page; a whole row of white is an error.
      for (const green of await edges(base64)) expect(green).toBeLessThan(250);
    });
  },
);
