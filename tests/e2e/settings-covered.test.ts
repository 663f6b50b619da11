import { afterAll, beforeAll, expect, it } from 'vitest';
import { pageOf, type Site, startSite } from './capture-site/site';
import { button, stageOf } from './steps';
import { startWorld, type World } from './world';

let world: World;
let site: Site;

beforeAll(async () => {
  [world, site] = await Promise.all([startWorld({ connected: false }), startSite()]);
});
afterAll(async () => {
  await world?.stop();
  await site?.close();
});

it('a right click while the settings are open shows its image and keeps what was typed', async () => {
  const click = async (size: string) => {
    const page = await world.visit(pageOf(site, `${site.origin}/n/${size}.png`));
    await world.rightClick(page.locator('#case'));
  };
  await click('320x240');
  const panel = await world.panel();
  const stage = (width: number) =>
    panel.locator(`[data-testid=stage][data-image-width="${width}"]`);
  await stage(320).waitFor();

  await button(panel, 'Settings').click();
  const key = panel.getByRole('textbox', { name: 'API key' });
  await key.fill('sk-half-typed');
  await click('260x200');
  await stage(260).waitFor();
  expect(await key.count()).toBe(0);

  await button(panel, 'Settings').click();
  await key.waitFor();
  expect(await key.inputValue()).toBe('sk-half-typed');
  expect(await stageOf(panel).count()).toBe(0); // and nothing closes them by itself
});
