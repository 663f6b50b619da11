import sharp from 'sharp';
import { beforeAll, describe, expect, it } from 'vitest';
import { type Picture, renderPicture } from '../../gallery/pictures';

const gpsTag = 0x8825;

/** Value of a tag in the first directory of an EXIF block ("Exif\0\0", then little-endian TIFF), or undefined. */
function firstDirectoryTag(exif: Buffer, tag: number): number | undefined {
  const tiff = exif.subarray(6);
  expect(tiff.toString('latin1', 0, 2)).toBe('II');
  const directory = tiff.readUInt32LE(4);
  for (let entry = 0; entry < tiff.readUInt16LE(directory); entry += 1) {
    const at = directory + 2 + entry * 12;
    if (tiff.readUInt16LE(at) === tag) return tiff.readUInt32LE(at + 8);
  }
  return undefined;
}

/** How much greener than red a strip of an image is at height `top`, in 8-bit steps. */
async function greenOverRed(image: Buffer, top: number): Promise<number> {
  // `stats` looks at the input as it is, so the strip has to be cut out first.
  const strip = await sharp(image).extract({ left: 500, top, width: 200, height: 40 }).toBuffer();
  const { channels } = await sharp(strip).stats();
  return (channels[1]?.mean ?? 0) - (channels[0]?.mean ?? 0);
}

describe('the photo of the mug', () => {
  let mug: Picture;
  beforeAll(async () => {
    mug = await renderPicture('mug.jpg');
  });

  it('is a JPEG stored on its side, with EXIF that turns it upright', async () => {
    const metadata = await sharp(mug.bytes).metadata();
    expect(metadata.format).toBe('jpeg');
    expect(metadata.orientation).toBe(6);
    expect([metadata.width, metadata.height]).toEqual([mug.height, mug.width]);
    expect(metadata.autoOrient).toEqual({ width: mug.width, height: mug.height });
  });

  it('gives its place away in EXIF', async () => {
    const { exif } = await sharp(mug.bytes).metadata();
    expect(exif && firstDirectoryTag(exif, gpsTag)).toBeGreaterThan(0);
  });

  it('shows the wall at the top and the table at the bottom once it is upright', async () => {
    const upright = await sharp(mug.bytes).autoOrient().toBuffer();
    expect(await greenOverRed(upright, 300)).toBeGreaterThan(5);
    expect(await greenOverRed(upright, 1550)).toBeLessThan(-5);
  });
});
