import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { describe, expect, it } from 'vitest';
import {
  drawPicture,
  isPictureName,
  pictureNames,
  renderPicture,
  takeFromShelf,
} from '../../gallery/pictures';
import { renderGarden } from '../../gallery/scenes/garden/garden';
import { makeTempFolder, removeFolder } from '../../rig/temp-folder';

/** Drawn elsewhere in the tests: the mug in a file of its own, the garden in a small size. */
const slow = new Set(['mug.jpg', 'garden-2mp.jpg', 'garden-12mp.jpg']);
const patienceMs = 30_000;

describe('the pictures', () => {
  it.each(pictureNames.filter((name) => !slow.has(name)))(
    '%s has the type and the size it is said to have',
    async (name) => {
      const { bytes, type, width, height } = await renderPicture(name);
      const metadata = await sharp(bytes).metadata();
      const format = metadata.format === 'svg' ? 'svg+xml' : metadata.format;
      expect(`image/${format}`).toBe(type);
      expect(metadata.autoOrient).toEqual({ width, height });
    },
    patienceMs,
  );

  it(
    'draws the garden in any size, the same bytes each time',
    async () => {
      const first = await renderGarden(320, 240);
      const { format, width, height } = await sharp(first).metadata();
      expect({ format, width, height }).toEqual({ format: 'jpeg', width: 320, height: 240 });
      expect((await renderGarden(320, 240)).equals(first)).toBe(true);
    },
    patienceMs,
  );

  it.each(['slide.png', 'sticker.png'] as const)(
    '%s has the same bytes each time it is drawn',
    async (name) => {
      const { bytes } = await renderPicture(name);
      expect((await drawPicture(name)).bytes.equals(bytes)).toBe(true);
    },
  );

  it('has clear, opaque and many in-between pixels in the sticker', async () => {
    const { bytes } = await renderPicture('sticker.png');
    const alpha = await sharp(bytes).extractChannel('alpha').raw().toBuffer();
    const levels = new Set(alpha);
    expect(levels).toContain(0);
    expect(levels).toContain(255);
    expect(levels.size).toBeGreaterThan(100);
    const partial = alpha.filter((value) => value > 0 && value < 255).length;
    expect(partial / alpha.length).toBeGreaterThan(0.1);
  });

  it('misspells the title of the slide', async () => {
    const { bytes } = await renderPicture('slide.svg');
    expect(bytes.toString()).toContain('>Photosyntesis<');
  });

  it.each(['hero.jpg', 'harbour.webp'] as const)(
    '%s has the grain of a photo in its smooth sky',
    async (name) => {
      const { bytes } = await renderPicture(name);
      const area = { left: 1200, top: 10, width: 8, height: 8 };
      const sky = await sharp(bytes).extract(area).png().toBuffer();
      const { channels } = await sharp(sky).stats();
      for (const channel of channels) expect(channel.stdev).toBeGreaterThan(0.8);
    },
    patienceMs,
  );

  it('draws a picture once', async () => {
    expect(await renderPicture('slide.svg')).toBe(await renderPicture('slide.svg'));
  });

  it('is drawn by one process of a run and read by the others', async () => {
    const folder = makeTempFolder('repaint-pictures');
    try {
      const drawn = await takeFromShelf(folder, 'slide.png');
      expect(await readdir(folder)).toEqual(['slide.png']);
      expect(await takeFromShelf(folder, 'slide.png')).toEqual(drawn);
      await writeFile(join(folder, 'slide.png'), 'left by another process');
      const { bytes } = await takeFromShelf(folder, 'slide.png');
      expect(bytes.toString()).toBe('left by another process');
    } finally {
      await removeFolder(folder);
    }
  });

  it('knows no picture by an inherited name', () => {
    expect(isPictureName('toString')).toBe(false);
  });
});
