import { decode } from 'fast-png';
import { expect, test } from 'vitest';
import { encodeMaskPng } from '../../../../utils/drawing/mask/render-mask';
import type { Coverage } from '../../../../utils/pixels/raster';

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

test('every pixel is white and clear where covered, black and opaque where kept', async () => {
  const [width, height] = [67, 131]; // more rows than are written at once
  const data = Uint8ClampedArray.from(
    { length: width * height },
    (_, i) => (i * 37 + (i >> 5) * 91) % 256,
  );
  const blob = await encodeMaskPng({ width, height, data });
  const png = decode(await bytesOf(blob), { checkCrc: true });
  expect(blob.type).toBe('image/png');
  expect(png).toMatchObject({ width, height, channels: 4, depth: 8 });
  const expected = [...data].flatMap((value) =>
    value >= 128 ? [255, 255, 255, 0] : [0, 0, 0, 255],
  );
  expect([...png.data]).toEqual(expected);
});

test('a single pixel makes a mask', async () => {
  const one: Coverage = { width: 1, height: 1, data: Uint8ClampedArray.of(255) };
  expect([...decode(await bytesOf(await encodeMaskPng(one))).data]).toEqual([255, 255, 255, 0]);
});

test('the mask of an 8-megapixel crop with 400 scattered discs is exact, and far below 4 MB', async () => {
  const [width, height] = [3264, 2448];
  const data = new Uint8ClampedArray(width * height);
  for (let disc = 0; disc < 400; disc++) {
    const [x, y, radius] = [(disc * 811) % width, (disc * 577) % height, 20 + (disc % 60)];
    for (let row = Math.max(0, y - radius); row < Math.min(height, y + radius); row++) {
      const half = Math.sqrt(radius * radius - (row - y) ** 2);
      data.fill(255, row * width + Math.max(0, x - half), row * width + Math.min(width, x + half));
    }
  }
  const blob = encodeMaskPng({ width, height, data });
  expect(blob.size).toBeLessThan(1_000_000);
  const png = decode(await bytesOf(blob), { checkCrc: true });
  const alpha = Uint8Array.from(data, (_, i) => 255 - (png.data[4 * i + 3] ?? 0));
  expect(Buffer.compare(alpha, Buffer.from(data))).toBe(0);
});
