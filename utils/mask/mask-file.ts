import { rectOf, type Size } from '../geometry';
import { encodeRuns } from './runs';
import type { Pixels } from './select-similar';
import type { Runs } from './steps';

/** From here on a sample counts as opaque, or as white. */
const half = 128;

/**
 * A picture read as a mask of an image of any size, over which it is stretched. Where it is transparent
 * somewhere, transparent means masked (as image servers have it), else white does. Undefined where
 * nothing is masked.
 */
export function runsOfMaskFile({ data, width, height }: Pixels, image: Size): Runs | undefined {
  const cells = new Uint8Array(width * height);
  const hasAlpha = isTransparentSomewhere(data);
  for (let i = 0; i < cells.length; i++) {
    const masked = hasAlpha ? (data[4 * i + 3] ?? 0) < half : luminance(data, 4 * i) >= half;
    cells[i] = masked ? 1 : 0;
  }
  return encodeRuns(cells, { width, height }, rectOf(image));
}

function isTransparentSomewhere(data: Uint8ClampedArray): boolean {
  for (let i = 3; i < data.length; i += 4) if ((data[i] ?? 0) < half) return true;
  return false;
}

/** ITU-R BT.709 weights on the samples as they are. */
const luminance = (data: Uint8ClampedArray, i: number): number =>
  0.2126 * (data[i] ?? 0) + 0.7152 * (data[i + 1] ?? 0) + 0.0722 * (data[i + 2] ?? 0);
