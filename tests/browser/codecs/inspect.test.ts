import { describe, expect, it, vi } from 'vitest';
import { latin1Bytes } from '../../../utils/base/bytes';
import { inspect } from '../../../utils/codecs/inspect';
import { fixture } from './fixture';
import { bytesOf, inserted, jpegSegment } from './odd-files';

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

describe('inspect', () => {
  it('notes that a picture in CMYK is converted, and that others are not', async () => {
    expect((await inspect(await fixture('cmyk.jpg'))).notes).toEqual(['cmyk-converted']);
    expect((await inspect(await fixture('gray.jpg'))).notes).toEqual([]);
  });

  it.each([
    ['by ISO 21496-1', 0xe2, 'urn:iso:std:iso:ts:21496:-1\0\0\0\0\0'],
    [
      'as Android wrote it',
      0xe1,
      'http://ns.adobe.com/xap/1.0/\0<x xmlns:hdrgm="http://ns.adobe.com/hdr-gain-map/1.0/"/>',
    ],
  ])('notes a gain map, %s', async (_, marker, text) => {
    const file = await bytesOf(await fixture('gray.jpg'));
    const blob = new Blob([inserted(file, 2, jpegSegment(marker, latin1Bytes(text)))]);
    expect((await inspect(blob)).notes).toEqual(['gain-map']);
  });

  it.each([
    ['strip.png', 'image/png', 20_000, 20],
    ['alpha.avif', 'image/avif', 24, 16],
    ['alpha.webp', 'image/webp', 24, 16],
    ['display-p3.webp', 'image/webp', 48, 32],
    ['opaque.gif', 'image/gif', 48, 32],
  ])('measures %s', async (name, type, width, height) => {
    const expected = { type, size: { width, height }, orientation: 1, notes: [] };
    expect(await inspect(await fixture(name))).toEqual(expected);
  });

  it.each([
    ['orientation-1.jpg', 1],
    ['orientation-3.jpg', 3],
    ['orientation-6.jpg', 6],
    ['orientation-6.png', 6],
    ['orientation-6.webp', 6],
    ['orientation-8.jpg', 8],
  ])('says how %s lies, and its size as the browser shows it', async (name, orientation) => {
    const blob = await fixture(name);
    const { width, height } = await createImageBitmap(blob);
    expect(await inspect(blob)).toMatchObject({ orientation, size: { width, height } });
  });

  it('knows an SVG, which has no size before it is drawn', async () => {
    const svg = new Blob(['<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>']);
    const expected = { type: 'image/svg+xml', size: undefined, orientation: 1, notes: [] };
    expect(await inspect(svg)).toEqual(expected);
  });

  it('reads the same blob once', async () => {
    const blob = await fixture('orientation-6.jpg');
    const first = await inspect(blob);
    blob.arrayBuffer = () => Promise.reject(new Error('read again'));
    blob.slice = () => {
      throw new Error('read again');
    };
    expect(await inspect(blob)).toBe(first);
  });

  it('looks anew at what failed, as memory may have been short', async () => {
    const blob = await fixture('gray.jpg');
    const read = vi.spyOn(blob, 'slice').mockImplementationOnce(() => {
      throw new RangeError('Array buffer allocation failed');
    });
    await expect(inspect(blob)).rejects.toThrow(RangeError);
    expect((await inspect(blob)).type).toBe('image/jpeg');
    expect(read).toHaveBeenCalledTimes(2);
  });

  it('does not read a file whole that is no image', async () => {
    const text = new Blob(['a'.repeat(3_000_000)]);
    const whole = vi.spyOn(text, 'arrayBuffer');
    await expect(inspect(text)).rejects.toMatchObject({ code: 'image-not-an-image' });
    expect(whole).not.toHaveBeenCalled();
  });

  it.each(['animated.gif', 'animated.webp'])(
    'says that of %s only one frame is taken',
    async (name) => {
      expect((await inspect(await fixture(name))).notes).toEqual(['animated-first-frame']);
    },
  );

  it.each(['strip.png', 'orientation-1.jpg', 'alpha.webp', 'opaque.gif', 'alpha.avif'])(
    'sees that %s is cut in half',
    async (name) => {
      await expect(inspect(await half(name))).rejects.toMatchObject({
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
  ])('refuses %s', async (_, code, part) => {
    await expect(inspect(new Blob([part]))).rejects.toMatchObject({ code });
  });

  it.each([
    [65_536, 10],
    [20_000, 20_000],
    [4_000_000_000, 4_000_000_000],
  ])('refuses %i x %i px before decoding', async (width, height) => {
    await expect(inspect(hugePng(width, height))).rejects.toMatchObject({
      code: 'image-too-large',
      details: { substitutions: [String(width), String(height)] },
    });
  });
});
