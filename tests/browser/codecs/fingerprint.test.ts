import { expect, it } from 'vitest';
import { showDifferentPictures } from '../../../utils/codecs/fingerprint';
import { fixture } from './fixture';

/** A fixture drawn again, in another size and as a JPEG of another quality. */
async function again(name: string, width: number, height: number): Promise<Blob> {
  const bitmap = await createImageBitmap(await fixture(name));
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (context) context.imageSmoothingQuality = 'high';
  context?.drawImage(bitmap, 0, 0, width, height);
  return canvas.convertToBlob({ type: 'image/jpeg', quality: 0.3 });
}

it.each([
  ['orientation-6.jpg', 100, 150],
  ['waves-cmyk.jpg', 40, 30],
  ['orientation-1.jpg', 300, 200],
])('knows a copy in another size and quality: %s', async (name, width, height) => {
  expect(await showDifferentPictures(await fixture(name), await again(name, width, height))).toBe(
    false,
  );
});

it.each([
  ['orientation-1.jpg', 'orientation-3.jpg'],
  ['orientation-1.jpg', 'noise.png'],
  ['orientation-1.jpg', 'orientation-6.jpg'],
])('tells %s from %s', async (one, other) => {
  expect(await showDifferentPictures(await fixture(one), await fixture(other))).toBe(true);
});

it('says no where it can’t tell', async () => {
  const svg = new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>']);
  expect(await showDifferentPictures(svg, await fixture('noise.png'))).toBe(false);
});
