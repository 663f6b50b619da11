import type { Rect } from '../../../utils/base/geometry';
import { type ImagePlacement, toCanvas } from './canvases';

/** A picture shown inside the mask. */
export interface MaskPreview {
  readonly picture: CanvasImageSource;
  /** The box of the image that it stands for, image px. */
  readonly rect: Rect;
  /** The box that it is shown in where there is no mask, image px. */
  readonly inside?: Rect | undefined;
}

/** Draws the preview, cut to what is opaque in `mask`, a canvas of the same size, or to a box; else clears. */
export function drawPreview(
  context: CanvasRenderingContext2D,
  preview: MaskPreview | undefined,
  mask: HTMLCanvasElement,
  placement: ImagePlacement,
): void {
  context.clearRect(0, 0, mask.width, mask.height);
  if (!preview) return;
  context.save();
  if (preview.inside) {
    const box = toCanvas(placement, preview.inside);
    context.beginPath();
    context.rect(box.x, box.y, box.width, box.height);
    context.clip();
  } else {
    context.drawImage(mask, 0, 0);
    context.globalCompositeOperation = 'source-in';
  }
  const { x, y, width, height } = toCanvas(placement, preview.rect);
  context.drawImage(preview.picture, x, y, width, height);
  context.restore();
}
