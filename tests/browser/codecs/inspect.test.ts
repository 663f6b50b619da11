import { describe, expect, it } from 'vitest';
import { measureImage } from '../../../utils/codecs/inspect';
import { fixture } from './fixture';

async function half(name: string): Promise<Blob> {
  const blob = await fixture(name);
  return blob.slice(0, blob.size / 2);
}

/** A PNG that says it is of this size and ends there. */
function hugePng(width: number, height: number): Blob {
  const bytes = new Uint8Array(45);
  bytes.set([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
  new DataView(bytes.buffer).setUint32(16, width);
  new DataView(bytes.buffer).setUint32(20, height);
  bytes.set([8, 6, 0, 0, 0], 24);
  bytes.set([0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44], 33);
  return new Blob([bytes]);
}

describe('measureImage', () => {
  it('notes that a picture in CMYK is converted, and that others are not', async () => {
    expect((await measureImage(await fixture('cmyk.jpg'))).notes).toEqual(['cmyk-converted']);
    expect((await measureImage(await fixture('gray.jpg'))).notes).toEqual([]);
  });

  it.each([
    ['strip.png', 'image/png', 20_000, 20],
    ['orientation-6.jpg', 'image/jpeg', 32, 48],
    ['orientation-6.png', 'image/png', 32, 48],
    ['alpha.avif', 'image/avif', 24, 16],
    ['alpha.webp', 'image/webp', 24, 16],
    ['display-p3.webp', 'image/webp', 48, 32],
    ['opaque.gif', 'image/gif', 48, 32],
  ])('measures %s', async (name, mimeType, width, height) => {
    expect(await measureImage(await fixture(name))).toEqual({ mimeType, width, height, notes: [] });
  });

  it.each(['animated.gif', 'animated.webp'])(
    'says that of %s only one frame is taken',
    async (name) => {
      expect((await measureImage(await fixture(name))).notes).toEqual(['animated-first-frame']);
    },
  );

  it.each(['strip.png', 'orientation-1.jpg', 'alpha.webp', 'opaque.gif', 'alpha.avif'])(
    'sees that %s is cut in half',
    async (name) => {
      await expect(measureImage(await half(name))).rejects.toMatchObject({
        code: 'image-truncated',
      });
    },
  );

  it.each<[string, string, BlobPart]>([
    ['nothing', 'image-empty', ''],
    [
      'a web page served as PNG',
      'image-not-an-image',
      '<!doctype html><html><body>404</body></html>',
    ],
    ['a text', 'image-not-an-image', 'BM is not always a bitmap'],
    ['a TIFF', 'image-type-unsupported', 'II*\0\x08\0\0\0'],
    ['a HEIC photo', 'image-type-unsupported', '\0\0\0\x18ftypheic\0\0\0\0mif1heic'],
    ['an SVG', 'image-type-unsupported', '<svg xmlns="http://www.w3.org/2000/svg"/>'],
  ])('refuses %s', async (_, code, part) => {
    await expect(measureImage(new Blob([part]))).rejects.toMatchObject({ code });
  });

  it.each([
    [65_536, 10],
    [20_000, 20_000],
    [4_000_000_000, 4_000_000_000],
  ])('refuses %i x %i px before decoding', async (width, height) => {
    await expect(measureImage(hugePng(width, height))).rejects.toMatchObject({
      code: 'image-too-large',
      details: { substitutions: [String(width), String(height)] },
    });
  });
});
