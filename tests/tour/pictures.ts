import sharp from 'sharp';
import type { Pixels } from './proof';

/** Decodes a file or its bytes with libvips, that is without any code of the extension. */
export async function decode(picture: Buffer | string): Promise<Pixels> {
  const { data, info } = await sharp(picture)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return { width: info.width, height: info.height, data };
}

const sideWidth = 1200;
const gap = 16;

/** Writes both pictures side by side, each 1200 px wide, as JPEG. */
export async function composeBeforeAfter(
  before: Buffer | string,
  after: Buffer | string,
  file: string,
): Promise<void> {
  const [left, right] = await Promise.all(
    [before, after].map((side) =>
      sharp(side).resize(sideWidth).png().toBuffer({ resolveWithObject: true }),
    ),
  );
  if (!left || !right) throw new Error('Both sides are needed.');
  await sharp({
    create: {
      width: 2 * sideWidth + gap,
      height: Math.max(left.info.height, right.info.height),
      channels: 3,
      background: '#ffffff',
    },
  })
    .composite([
      { input: left.data, left: 0, top: 0 },
      { input: right.data, left: sideWidth + gap, top: 0 },
    ])
    .jpeg({ quality: 88 })
    .toFile(file);
}
