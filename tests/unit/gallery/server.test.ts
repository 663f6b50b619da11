import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderPicture } from '../../gallery/pictures';
import { type Gallery, startGallery } from '../../gallery/server';

describe('the gallery server', () => {
  let gallery: Gallery;
  beforeAll(async () => {
    gallery = await startGallery();
  });
  afterAll(() => gallery.close());

  it('serves the page in English, and in Korean when asked', async () => {
    const page = await fetch(`${gallery.origin}/`);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await page.text()).toContain('<html lang="en">');
    const korean = await fetch(`${gallery.origin}/?lang=ko`);
    expect(await korean.text()).toContain('<html lang="ko">');
  });

  it('serves a picture with its own type, its own bytes and no caching', async () => {
    const response = await fetch(`${gallery.origin}/sticker.png`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('image/png');
    expect(response.headers.get('cache-control')).toBe('no-store');
    const { bytes } = await renderPicture('sticker.png');
    expect(Buffer.from(await response.arrayBuffer()).equals(bytes)).toBe(true);
  });

  it('lets other origins read a picture only with cors=1', async () => {
    const closed = await fetch(`${gallery.origin}/slide.svg`);
    expect(closed.headers.get('access-control-allow-origin')).toBeNull();
    const open = await fetch(`${gallery.origin}/slide.svg?cors=1`);
    expect(open.headers.get('access-control-allow-origin')).toBe('*');
  });

  it.each(['/missing.png', '/toString', '/scenes/hero.ts'])('answers 404 for %s', async (path) => {
    const response = await fetch(`${gallery.origin}${path}`);
    expect(response.status).toBe(404);
  });

  it('can listen on a wished port and says so when it is taken', async () => {
    const port = Number(new URL(gallery.origin).port);
    await expect(startGallery({ port })).rejects.toThrow(/EADDRINUSE/);
  });

  it('answers nothing after it was closed', async () => {
    const other = await startGallery();
    await other.close();
    await expect(fetch(other.origin)).rejects.toThrow();
  });
});
