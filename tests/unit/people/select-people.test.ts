import { readFileSync } from 'node:fs';
import sharp, { type Sharp } from 'sharp';
import { describe, expect, it } from 'vitest';
import { areaOf } from '../../../utils/base/geometry';
import type { Pixels } from '../../../utils/drawing/mask/select';
import { createNetwork } from '../../../utils/people/network';
import type { Refined } from '../../../utils/people/refine-edge';
import { selectPeople } from '../../../utils/people/select-people';
import { type PictureName, renderPicture } from '../../gallery/pictures';
import { strangerBox } from '../../gallery/scenes/harbour/harbour';
import { strangerSvg } from '../../gallery/scenes/harbour/stranger';

const weights = readFileSync('public/people/selfie_segmentation.tflite');
const network = createNetwork(
  weights.buffer.slice(weights.byteOffset, weights.byteOffset + weights.length) as ArrayBuffer,
);

async function pixelsOf(picture: Sharp): Promise<Pixels> {
  const { data, info } = await picture.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data: new Uint8ClampedArray(data), width: info.width, height: info.height };
}

/** A picture of the gallery, upright, as it is or enlarged. */
async function picture(name: PictureName, scale = 1): Promise<Pixels> {
  const { bytes, width } = await renderPicture(name);
  return pixelsOf(
    sharp(bytes)
      .autoOrient()
      .resize({ width: Math.round(width * scale) }),
  );
}

/** How far each pixel of the harbour belongs to the one who stands there, 0…255, as it was drawn. */
async function truth(
  { width, height }: Pixels,
  left: number = strangerBox.left,
): Promise<Uint8Array> {
  const stranger = await sharp(Buffer.from(strangerSvg())).png().toBuffer();
  const clear = { width: 1600, height: 1067, channels: 4, background: '#0000' } as const;
  const whole = await sharp({ create: clear })
    .composite([{ input: stranger, left, top: strangerBox.top }])
    .png()
    .toBuffer();
  return new Uint8Array(await sharp(whole).resize(width, height, { fit: 'fill' }).extractChannel(3).raw().toBuffer()); // biome-ignore format: one line
}

/** The coverage over the whole picture. */
function over({ width, height }: Pixels, found: Refined | undefined): Uint8Array {
  const all = new Uint8Array(width * height);
  if (!found) return all;
  const { box, coverage } = found;
  for (let y = 0; y < box.height; y += 1)
    all.set(coverage.subarray(y * box.width, (y + 1) * box.width), (box.y + y) * width + box.x);
  return all;
}

/** What two coverages have in common of what either has. */
function overlap(one: Uint8Array, other: Uint8Array): number {
  let [both, either] = [0, 0];
  for (const [i, value] of one.entries()) {
    both += Math.min(value, other[i] ?? 0);
    either += Math.max(value, other[i] ?? 0);
  }
  return both / either;
}

/** How much of a thing was found. */
function shareFound(thing: Uint8Array, found: Uint8Array): number {
  let [both, all] = [0, 0];
  for (const [i, value] of thing.entries()) {
    both += Math.min(value, found[i] ?? 0);
    all += value;
  }
  return both / all;
}

const flat = (width: number, height: number, alpha = 255): Pixels => ({
  ...{ width, height },
  data: new Uint8ClampedArray(4 * width * height).map((_, i) => (i % 4 === 3 ? alpha : 120)),
});

describe('in a picture with somebody', () => {
  it.each([0.5, 1, 2.5])('that one is selected, at %s times the size', async (scale) => {
    const pixels = await picture('harbour.webp', scale);
    const found = over(pixels, selectPeople(pixels, network));
    expect(overlap(found, await truth(pixels))).toBeGreaterThan(0.9);
  });

  it('all are selected where there are two', async () => {
    const harbour = await picture('harbour.webp');
    const { data, width } = harbour;
    const left = 1330;
    const copy = { ...harbour, data: data.slice() };
    for (let y = strangerBox.top - 4; y < strangerBox.top + strangerBox.height; y += 1) {
      const row = 4 * y * width;
      const from = row + 4 * strangerBox.left;
      copy.data.set(data.subarray(from, from + 4 * strangerBox.width), row + 4 * left);
    }
    const [one, other] = [await truth(harbour), await truth(harbour, left)];
    const both = one.map((value, i) => Math.max(value, other[i] ?? 0));
    const found = over(copy, selectPeople(copy, network));
    expect(shareFound(one, found)).toBeGreaterThan(0.9);
    expect(shareFound(other, found)).toBeGreaterThan(0.9);
    expect(overlap(found, both)).toBeGreaterThan(0.85);
  });
});

describe('in a picture without people', () => {
  it.each(['mug.jpg', 'sticker.png', 'slide.png', 'hero.jpg'] as const)(
    'nothing is selected: %s',
    async (name) => {
      expect(selectPeople(await picture(name), network)).toBeUndefined();
    },
  );

  it.each([
    ['one pixel', flat(1, 1)],
    ['one colour', flat(300, 200)],
    ['a clear one', flat(300, 200, 0)],
    ['one that is a line', flat(20_000, 3)],
  ])('nothing is selected: %s', (_, pixels) => {
    expect(selectPeople(pixels, network)).toBeUndefined();
  });
});

describe('the edge', () => {
  it('is soft, and only the edge is', async () => {
    const pixels = await picture('harbour.webp');
    const found = selectPeople(pixels, network);
    if (!found) throw new Error('nobody found');
    const soft = found.coverage.filter((value) => value > 0 && value < 255).length;
    const whole = found.coverage.filter((value) => value === 255).length;
    expect(soft).toBeGreaterThan(500);
    expect(soft).toBeLessThan(whole / 5);
    expect(areaOf(found.box)).toBeLessThan(areaOf(pixels) / 12);
  });
});
