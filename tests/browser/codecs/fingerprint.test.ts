import { expect, it } from 'vitest';
import { showDifferentPictures } from '../../../utils/codecs/fingerprint';
import { fixture } from './fixture';

/** A drawing on white in the manner of a diagram or a page: most of it is the same in all of them. */
async function page(seed: number): Promise<Blob> {
  const canvas = new OffscreenCanvas(600, 400);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = '#fff';
  context.fillRect(0, 0, 600, 400);
  let state = seed;
  const next = (most: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    return (state >> 8) % most;
  };
  for (let i = 0; i < 9; i++) {
    context.fillStyle = `hsl(${next(360)} 60% 55%)`;
    context.fillRect(next(500), next(330), 30 + next(90), 20 + next(60));
  }
  return canvas.convertToBlob();
}

/** A part of a picture (shares of its sides) drawn in another size, and as a JPEG of another quality. */
async function copy(
  blob: Blob,
  width: number,
  height: number,
  { part = [0, 0, 1, 1], filter = 'none', quality = 0.3 } = {},
): Promise<Blob> {
  const bitmap = await createImageBitmap(blob);
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.imageSmoothingQuality = 'high';
  context.filter = filter;
  const [x = 0, y = 0, across = 1, down = 1] = part;
  context.drawImage(
    bitmap,
    ...([
      x * bitmap.width,
      y * bitmap.height,
      across * bitmap.width,
      down * bitmap.height,
    ] as const),
    ...([0, 0, width, height] as const),
  );
  return canvas.convertToBlob({ type: 'image/jpeg', quality });
}

const pages = [1, 2, 3, 4, 5, 6, 7, 8];

it('knows copies in another size and quality', async () => {
  const pictures: Blob[] = [
    await fixture('orientation-1.jpg'),
    await fixture('waves-cmyk.jpg'),
    ...(await Promise.all(pages.map(page))),
  ];
  for (const picture of pictures)
    for (const [width, height] of [
      [300, 200],
      [100, 67],
      [72, 48],
    ] as const)
      expect(await showDifferentPictures(await copy(picture, width, height), picture)).toBe(false);
  const turned = await fixture('orientation-6.jpg');
  expect(await showDifferentPictures(await copy(turned, 100, 150), turned)).toBe(false);
});

it.each([
  ['square, from the middle', 100, 100, [1 / 6, 0, 2 / 3, 1], 'none'],
  ['wide, from the middle', 160, 90, [0, 0.078, 1, 0.844], 'none'],
  ['with a tenth cut off', 150, 100, [0.05, 0.05, 0.9, 0.9], 'none'],
  ['brighter and more colourful', 150, 100, [0, 0, 1, 1], 'brightness(1.08) saturate(1.1)'],
] as const)('knows a thumbnail that is %s', async (_, width, height, part, filter) => {
  for (const seed of pages) {
    const picture = await page(seed);
    const small = await copy(picture, width, height, { part: [...part], filter });
    expect(await showDifferentPictures(small, picture)).toBe(false);
  }
});

it('tells pictures from each other that are mostly white', async () => {
  const all = await Promise.all(pages.map(page));
  const taken: string[] = [];
  for (const [i, one] of all.entries())
    for (const [j, other] of all.entries())
      if (i !== j && !(await showDifferentPictures(await copy(one, 150, 100), other)))
        taken.push(`${i} for ${j}`);
  expect(taken).toEqual([]);
});

it.each([
  ['orientation-1.jpg', 'orientation-3.jpg'],
  ['orientation-1.jpg', 'noise.png'],
  ['orientation-1.jpg', 'orientation-6.jpg'],
])('tells %s from %s', async (one, other) => {
  expect(await showDifferentPictures(await fixture(one), await fixture(other))).toBe(true);
});

it('tells plain pictures by their colour', async () => {
  const plain = async (colour: string) => {
    const canvas = new OffscreenCanvas(90, 60);
    const context = canvas.getContext('2d');
    if (context) context.fillStyle = colour;
    context?.fillRect(0, 0, 90, 60);
    return canvas.convertToBlob();
  };
  expect(await showDifferentPictures(await plain('#336699'), await plain('#35679a'))).toBe(false);
  expect(await showDifferentPictures(await plain('#336699'), await plain('#cc6633'))).toBe(true);
});

it('says no where it can’t tell', async () => {
  const svg = new Blob(['<svg xmlns="http://www.w3.org/2000/svg"/>']);
  expect(await showDifferentPictures(svg, await fixture('noise.png'))).toBe(false);
});
