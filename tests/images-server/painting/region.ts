import sharp from 'sharp';
import type { Size } from '../sizes';
import { resizePlane } from './picture';

/** Where to paint: 255 = repaint, 0 = keep, one byte a pixel, and the box around it (image px). */
export interface Region extends Size {
  plane: Buffer;
  box: Box;
}

export interface Box extends Size {
  left: number;
  top: number;
}

/**
 * Reads a mask PNG at the answer's size; `undefined` when it marks nothing.
 * @param by alpha 0 = repaint (OpenAI) or white = repaint, alpha dropped (diffusion servers)
 */
export async function maskRegion(
  mask: Buffer,
  by: 'alpha' | 'luminance',
  size: Size,
): Promise<Region | undefined> {
  const { data, info } = await samplesOf(mask);
  const plane = Buffer.alloc(info.width * info.height);
  for (let i = 0; i < plane.length; i += 1) {
    // The mask is black and white where luminance counts, so green stands for all.
    plane[i] = by === 'alpha' ? 255 - (data[i * 4 + 3] ?? 255) : (data[i * 4 + 1] ?? 0);
  }
  return regionOf(await resizePlane(plane, info, size), size);
}

/** Least share of the marks' longer side that what is painted at them takes in the other direction. */
const leastShare = 0.4;

/** An ellipse where the marks of a markup PNG lie; `undefined` when nothing is drawn on it. */
export async function marksRegion(markup: Buffer, size: Size): Promise<Region | undefined> {
  const { data, info } = await samplesOf(markup);
  const plane = Buffer.alloc(info.width * info.height);
  for (let i = 0; i < plane.length; i += 1) plane[i] = data[i * 4 + 3] ?? 0;
  const marks = regionOf(await resizePlane(plane, info, size), size);
  if (!marks) return undefined;
  const { left, top, width, height } = marks.box;
  const least = leastShare * Math.max(width, height);
  const [wide, high] = [Math.max(width, least), Math.max(height, least)];
  const place = { left: left + (width - wide) / 2, top: top + (height - high) / 2 };
  return ellipseRegion({ ...place, width: wide, height: high }, size);
}

/** An ellipse in the middle: where a model paints that was given no mask, or ignores it. */
export const middleRegion = (size: Size): Promise<Region | undefined> =>
  ellipseRegion(
    {
      ...{ left: 0.23 * size.width, top: 0.23 * size.height },
      ...{ width: 0.54 * size.width, height: 0.58 * size.height },
    },
    size,
  );

async function ellipseRegion(box: Box, { width, height }: Size): Promise<Region | undefined> {
  const [rx, ry] = [box.width / 2, box.height / 2];
  const svg =
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">` +
    `<rect width="100%" height="100%"/>` +
    `<ellipse cx="${box.left + rx}" cy="${box.top + ry}" rx="${rx}" ry="${ry}" fill="#fff"/></svg>`;
  const plane = await sharp(Buffer.from(svg)).extractChannel(0).raw().toBuffer();
  return regionOf(plane, { width, height });
}

const samplesOf = (png: Buffer) =>
  sharp(png).toColourspace('srgb').ensureAlpha().raw().toBuffer({ resolveWithObject: true });

function regionOf(plane: Buffer, { width, height }: Size): Region | undefined {
  let [left, top, right, bottom] = [width, height, -1, -1];
  for (let y = 0, i = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1, i += 1) {
      if ((plane[i] ?? 0) < 128) continue;
      if (x < left) left = x;
      if (x > right) right = x;
      if (y < top) top = y;
      bottom = y;
    }
  }
  if (right < left) return undefined;
  return {
    width,
    height,
    plane,
    box: { left, top, width: right - left + 1, height: bottom - top + 1 },
  };
}
