import sharp from 'sharp';
import type { Size } from '../sizes';

/** Decoded pixels: 8-bit sRGB, `rgb` 3 bytes and `alpha` (none = opaque) 1 byte a pixel, row by row. */
export interface Picture extends Size {
  rgb: Buffer;
  alpha: Buffer | undefined;
}

/** Decodes upright at `size`, cropping what does not fit; alpha is kept or laid over white. */
export async function decodePicture(
  data: Buffer,
  size: Size,
  keepAlpha: boolean,
): Promise<Picture> {
  const { width, height } = size;
  const pipeline = sharp(data)
    .autoOrient()
    .resize(width, height, { fit: 'cover' })
    .toColourspace('srgb');
  if (!keepAlpha) {
    const rgb = await pipeline.flatten({ background: '#ffffff' }).removeAlpha().raw().toBuffer();
    return { width, height, rgb, alpha: undefined };
  }
  return splitAlpha(await pipeline.ensureAlpha().raw().toBuffer(), size);
}

/** Draws an SVG document at `size`; alpha is not premultiplied. */
export async function renderSvg(svg: string, size: Size): Promise<Picture> {
  const { width, height } = size;
  const pipeline = sharp(Buffer.from(svg)).resize(width, height, { fit: 'fill' });
  return splitAlpha(await pipeline.ensureAlpha().raw().toBuffer(), size);
}

/** One byte a pixel, resized smoothly. */
export async function resizePlane(plane: Buffer, from: Size, to: Size): Promise<Buffer> {
  if (from.width === to.width && from.height === to.height) return plane;
  return sharp(plane, { raw: { ...rawSize(from), channels: 1 } })
    .resize(to.width, to.height, { fit: 'cover' })
    .toColourspace('b-w')
    .raw()
    .toBuffer();
}

/** One byte a pixel, blurred by `sigma` px. */
export async function blurPlane(plane: Buffer, size: Size, sigma: number): Promise<Buffer> {
  return sharp(plane, { raw: { ...rawSize(size), channels: 1 } })
    .blur(sigma)
    .toColourspace('b-w')
    .raw()
    .toBuffer();
}

/** Three bytes a pixel, stretched smoothly. */
export async function resizeRgb(rgb: Buffer, from: Size, to: Size): Promise<Buffer> {
  return sharp(rgb, { raw: { ...rawSize(from), channels: 3 } })
    .resize(to.width, to.height, { fit: 'fill', kernel: 'cubic' })
    .raw()
    .toBuffer();
}

function rawSize({ width, height }: Size): Size {
  return { width, height };
}

function splitAlpha(rgba: Buffer, { width, height }: Size): Picture {
  const pixels = width * height;
  const rgb = Buffer.allocUnsafe(pixels * 3);
  const alpha = Buffer.allocUnsafe(pixels);
  for (let i = 0; i < pixels; i += 1) {
    rgb[i * 3] = rgba[i * 4] ?? 0;
    rgb[i * 3 + 1] = rgba[i * 4 + 1] ?? 0;
    rgb[i * 3 + 2] = rgba[i * 4 + 2] ?? 0;
    alpha[i] = rgba[i * 4 + 3] ?? 255;
  }
  return { width, height, rgb, alpha };
}
