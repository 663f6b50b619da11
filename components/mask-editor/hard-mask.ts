import type { Rect } from '../../utils/geometry';
import { maskedFrom } from '../../utils/mask/grow-mask';
import type { MaskStep } from '../../utils/mask/steps';

export const isSoft = (step: MaskStep): boolean =>
  step.kind === 'stroke' && step.hardness !== undefined && step.hardness < 1;

/**
 * Makes the context's canvas the mask's with every pixel either opaque or clear, as half coverage
 * decides, within `bounds` (canvas px), and returns it. Reads pixels, so it is for masks that need it.
 */
export function hardenAlpha(
  context: CanvasRenderingContext2D,
  mask: HTMLCanvasElement,
  bounds: Rect | undefined,
): HTMLCanvasElement {
  Object.assign(context.canvas, { width: mask.width, height: mask.height }); // clears it as well
  const source = mask.getContext('2d');
  if (!bounds || !source) return context.canvas;
  const { x, y, width, height } = bounds;
  const pixels = source.getImageData(x, y, width, height);
  const words = new Uint32Array(pixels.data.buffer);
  for (let i = 0; i < words.length; i++) {
    words[i] = (pixels.data[4 * i + 3] ?? 0) >= maskedFrom ? 0xff000000 : 0;
  }
  context.putImageData(pixels, x, y);
  return context.canvas;
}
