import type { Rect } from '../../utils/geometry';
import { type Placement, toCanvas } from './placement';

/** A picture shown inside the mask, and the box of the image that it stands for, image px. */
export interface MaskPreview {
  readonly picture: CanvasImageSource;
  readonly rect: Rect;
}

/** Draws the preview, cut to what is opaque in `mask`, a canvas of the same size; else clears. */
export function drawPreview(
  context: CanvasRenderingContext2D,
  preview: MaskPreview | undefined,
  mask: HTMLCanvasElement,
  placement: Placement,
): void {
  context.clearRect(0, 0, mask.width, mask.height);
  if (!preview) return;
  context.save();
  context.drawImage(mask, 0, 0);
  context.globalCompositeOperation = 'source-in';
  const { x, y, width, height } = toCanvas(placement, preview.rect);
  context.drawImage(preview.picture, x, y, width, height);
  context.restore();
}
