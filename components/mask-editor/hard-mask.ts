import type { Rect } from '../../utils/geometry';
import { maskedFrom } from '../../utils/mask/grow-mask';
import type { MaskStep } from '../../utils/mask/steps';
import { contextOf } from './placement';

export const isSoft = (step: MaskStep): boolean =>
  step.kind === 'stroke' && step.hardness !== undefined && step.hardness < 1;

/**
 * Makes copies of a mask with every pixel either opaque or clear, as half coverage decides, within
 * `bounds` (canvas px). Each lasts until the next. Reads pixels, so it is for masks that need it.
 */
export function createHardener() {
  let context: CanvasRenderingContext2D | undefined;
  return (mask: HTMLCanvasElement, bounds: Rect | undefined): HTMLCanvasElement => {
    context ??= contextOf(document.createElement('canvas'));
    harden(context, mask, bounds);
    return context.canvas;
  };
}

function harden(
  context: CanvasRenderingContext2D,
  mask: HTMLCanvasElement,
  bounds: Rect | undefined,
): void {
  Object.assign(context.canvas, { width: mask.width, height: mask.height }); // clears it as well
  const source = mask.getContext('2d');
  if (!bounds || !source) return;
  const { x, y, width, height } = bounds;
  const pixels = source.getImageData(x, y, width, height);
  const words = new Uint32Array(pixels.data.buffer);
  for (let i = 0; i < words.length; i++) {
    words[i] = (pixels.data[4 * i + 3] ?? 0) >= maskedFrom ? 0xff000000 : 0;
  }
  context.putImageData(pixels, x, y);
}
