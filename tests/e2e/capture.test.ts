import type { Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { until } from '../rig/poll';
import { noise } from './capture-site/pictures';
import { pageOf, type Site, startSite } from './capture-site/site';
import { startWorld, type World } from './world';

let world: World;
let site: Site;
let panel: Page;

beforeAll(async () => {
  [world, site] = await Promise.all([startWorld({ connected: false }), startSite()]);
});

afterAll(async () => {
  await world?.stop();
  await site?.close();
});

/** Right-clicks the page's image and waits until the panel shows the outcome of that very click. */
async function capture(src: string, style?: string): Promise<void> {
  const page = await world.visit(pageOf(site, src, style));
  await world.rightClick(page.locator('#case'));
  panel = await world.panel();
  await until('the capture has ended', async () => {
    const worker = await world.browser.worker();
    return worker.evaluate(readCaptureState, src.startsWith('data:') ? null : src);
  });
}

/** The newest capture's state once it is no longer under way. Runs in the worker. */
const readCaptureState = () =>
  new Promise<string | null>((resolve, reject) => {
    const opening = indexedDB.open('repaint');
    opening.onerror = () => reject(opening.error);
    opening.onsuccess = () => {
      const reading = opening.result.transaction('captures').objectStore('captures').getAll();
      reading.onsuccess = () => {
        opening.result.close();
        const state = reading.result[0]?.state;
        resolve(state === 'done' || state === 'failed' ? state : null);
      };
    };
  });

const stage = () => panel.getByTestId('stage');

async function stageSays() {
  await stage().waitFor();
  const attribute = (name: string) => stage().getAttribute(name);
  return {
    source: await attribute('data-source'),
    width: Number(await attribute('data-image-width')),
    height: Number(await attribute('data-image-height')),
  };
}

/** The bytes that the library holds for the image on the stage. */
async function storedBytes(): Promise<Buffer> {
  const base64 = await panel.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('repaint');
        opening.onsuccess = () => {
          const store = opening.result.transaction('images').objectStore('images');
          const reading = store.index('createdAt').getAll();
          reading.onerror = () => reject(reading.error);
          reading.onsuccess = () => {
            const reader = new FileReader();
            reader.onload = () => resolve(String(reader.result).split(',')[1] ?? '');
            reader.readAsDataURL(reading.result.at(-1).blob);
          };
        };
      }),
  );
  return Buffer.from(base64, 'base64');
}

it('goes from one picture over the placeholder to the next, without the one before in between', async () => {
  await capture(`${site.origin}/same.png`);
  await stage().waitFor();
  await panel.evaluate(() => {
    const shown: string[] = [];
    Object.assign(globalThis, { shown });
    const note = () => {
      const width = document.querySelector('[data-testid=stage]')?.getAttribute('data-image-width');
      const now = width ?? (document.querySelector('.skeleton') ? 'placeholder' : 'nothing');
      if (shown.at(-1) !== now) shown.push(now);
    };
    note();
    new MutationObserver(note).observe(document, { subtree: true, childList: true });
  });
  await capture(`${site.origin}/mug.jpg`);
  await expect
    .poll(() => panel.evaluate(() => Reflect.get(globalThis, 'shown')))
    .toEqual(['240', 'placeholder', '1200']);
});

describe('takes the original bytes', () => {
  const expected = { source: 'original', width: 240, height: 160 };

  it('of an image of the page’s own origin', async () => {
    await capture(`${site.origin}/same.png`);
    expect(await stageSays()).toEqual(expected);
    expect((await storedBytes()).equals(await noise(240, 160))).toBe(true);
  });

  it('of an image of another origin that allows it', async () => {
    await capture(`${site.other}/open.png`);
    expect(await stageSays()).toEqual(expected);
  });

  it('of a data: address', async () => {
    const bytes = await noise(31, 17);
    await capture(`data:image/png;base64,${bytes.toString('base64')}`);
    expect(await stageSays()).toEqual({ source: 'original', width: 31, height: 17 });
    expect((await storedBytes()).equals(bytes)).toBe(true);
  });

  it('of a blob: address', async () => {
    const page = await world.visit(pageOf(site, `${site.origin}/same.png`));
    await page.locator('#case').evaluate(async (image) => {
      const blob = await (await fetch('/same.png')).blob();
      (image as HTMLImageElement).src = URL.createObjectURL(blob);
      await (image as HTMLImageElement).decode();
    });
    await world.rightClick(page.locator('#case'));
    expect(await stageSays()).toEqual(expected);
    await expect.poll(() => panel.locator('.source-line').textContent()).toContain('Original file');
  });

  it('whatever type the server claims', async () => {
    await capture(`${site.origin}/wrong-type.png`);
    expect(await stageSays()).toEqual(expected);
  });

  it('of a photo that a phone stored lying, upright', async () => {
    await capture(`${site.origin}/mug.jpg`);
    expect(await stageSays()).toEqual({ source: 'original', width: 1200, height: 1600 });
  });

  it('of WebP', async () => {
    await capture(`${site.origin}/harbour.webp`);
    expect(await stageSays()).toMatchObject({ source: 'original', width: 1600 });
  });

  it('of an animation, and says that it is the first frame', async () => {
    await capture(`${site.origin}/moving.gif`);
    expect(await stageSays()).toEqual({ source: 'original', width: 20, height: 20 });
    await panel.getByText('first frame of an animation').waitFor();
  });

  it('of an SVG without a size, drawn large enough to edit', async () => {
    await capture(`${site.origin}/unsized.svg`);
    const { source, width } = await stageSays();
    expect(source).toBe('original');
    expect(width).toBeGreaterThanOrEqual(1024);
    await panel.getByText('drawn from SVG').waitFor();
  });

  it('of a single pixel', async () => {
    await capture(`${site.origin}/dot.png`);
    expect(await stageSays()).toEqual({ source: 'original', width: 1, height: 1 });
  });

  it('of a JPEG that is cut off, as far as it goes, and says so', async () => {
    await capture(`${site.origin}/cut.jpg`);
    expect(await stageSays()).toEqual({ source: 'original', width: 1200, height: 1600 });
    await panel.getByText('a part of the picture is missing').waitFor();
  });

  it('of an image 20,000 px wide and 20 px high', async () => {
    await capture(`${site.origin}/thread.png`, 'width:800px;height:40px');
    expect(await stageSays()).toEqual({ source: 'original', width: 20_000, height: 20 });
  });
});

it('takes a screenshot where the server keeps its bytes from us, and says so', async () => {
  await capture(`${site.other}/closed.png`);
  expect(await stageSays()).toEqual({ source: 'screenshot', width: 240, height: 160 });
  await panel.getByText('Screen quality').waitFor();
  await panel.getByText('240 × 160 of 240 × 160').waitFor();
});

it('keeps what the page says about the image', async () => {
  await capture(`${site.origin}/same.png`);
  await panel
    .getByRole('img', { name: 'the case' })
    .or(panel.getByLabel('the case'))
    .first()
    .waitFor();
});

describe('says what is wrong', () => {
  const cases = [
    ['a page sent as an image', '/page-as-image.png', 'image-not-an-image'],
    ['an empty file', '/empty.png', 'image-empty'],
    ['an image that is not there', '/nowhere.png', 'image-not-found'],
    ['an image with too many pixels', '/vast.png', 'image-too-large'],
  ] as const;

  it.each(cases)('with %s', async (_, path, code) => {
    await capture(`${site.origin}${path}`);
    const alert = panel.getByRole('alert');
    await alert.waitFor();
    await expect.poll(() => alert.getAttribute('data-code')).toBe(code);
    await panel.getByRole('button', { name: 'Open a file' }).waitFor();
  });

  it('with a server that never answers', async () => {
    const page = await world.visit(pageOf(site, ''));
    await page.locator('#case').evaluate((image, src) => {
      (image as HTMLImageElement).src = src;
    }, `${site.origin}/silent.png`);
    await world.rightClick(page.locator('#case'));
    const alert = panel.getByRole('alert');
    await expect
      .poll(() => alert.getAttribute('data-code'), { timeout: 120_000 })
      .toBe('image-timeout');
  });
});
