import type { Rect, Size } from '../base/geometry';
import type { Raster } from '../pixels/raster';

/** A larger canvas, and where on it the image lies; whole image px. */
export interface Extension {
  readonly canvas: Size;
  readonly x: number;
  readonly y: number;
}

/** Px that are added on each side. */
export interface Sides {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
}

/** The smallest canvas of that ratio (width / height) that holds the image, which lies in its middle. */
export function extensionTo(ratio: number, { width, height }: Size): Extension {
  const canvas = {
    width: Math.max(width, Math.round(height * ratio)),
    height: Math.max(height, Math.round(width / ratio)),
  };
  return {
    canvas,
    x: Math.floor((canvas.width - width) / 2),
    y: Math.floor((canvas.height - height) / 2),
  };
}

export const extensionBy = (sides: Sides, { width, height }: Size): Extension => ({
  canvas: {
    width: width + sides.left + sides.right,
    height: height + sides.top + sides.bottom,
  },
  x: sides.left,
  y: sides.top,
});

/** Px that the canvas has on each side of the image. */
export const sidesOf = ({ canvas, x, y }: Extension, image: Size): Sides => ({
  left: x,
  top: y,
  right: canvas.width - x - image.width,
  bottom: canvas.height - y - image.height,
});

/** The boxes that are new: above and below over the whole width, left and right between them. */
export function newParts({ canvas, x, y }: Extension, image: Size): Rect[] {
  const right = x + image.width;
  const bottom = y + image.height;
  const parts: Rect[] = [
    { x: 0, y: 0, width: canvas.width, height: y },
    { x: 0, y: bottom, width: canvas.width, height: canvas.height - bottom },
    { x: 0, y, width: x, height: image.height },
    { x: right, y, width: canvas.width - right, height: image.height },
  ];
  return parts.filter(({ width, height }) => width > 0 && height > 0);
}

/** The same samples on the larger canvas; what is new is clear. */
export function extendRaster(raster: Raster, { canvas, x, y }: Extension): Raster {
  const copyInto = (data: Uint8ClampedArray | Uint16Array): void => {
    for (let row = 0; row < raster.height; row += 1) {
      const from = 4 * row * raster.width;
      const samples = raster.data.subarray(from, from + 4 * raster.width);
      data.set(samples, 4 * ((y + row) * canvas.width + x));
    }
  };
  const length = 4 * canvas.width * canvas.height;
  if (raster.bitDepth === 16) {
    const data = new Uint16Array(length);
    copyInto(data);
    return { ...raster, ...canvas, data };
  }
  const data = new Uint8ClampedArray(length);
  copyInto(data);
  return { ...raster, ...canvas, data };
}
