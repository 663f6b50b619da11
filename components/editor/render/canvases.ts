import { clamp, mapRect, type Placement, type Rect, type Size } from '../../../utils/base/geometry';
import type { View } from '../core/view';

/** The canvases over the picture. They have the stage's pixels. */
export interface MaskCanvases {
  readonly preview: HTMLCanvasElement;
  readonly tint: HTMLCanvasElement;
  readonly edge: HTMLCanvasElement;
  readonly noCopy: HTMLCanvasElement;
  readonly marks: HTMLCanvasElement;
}

/**
 * Gives canvases the pixels of a stage of that size (CSS px), which clears them; returns whether they
 * had others.
 */
export function fitToStage(canvases: readonly HTMLCanvasElement[], stage: Size): boolean {
  const width = Math.round(stage.width * devicePixelRatio);
  const height = Math.round(stage.height * devicePixelRatio);
  if (canvases.every((each) => each.width === width && each.height === height)) return false;
  for (const each of canvases) Object.assign(each, { width, height });
  return true;
}

/** Shows the canvases moved by a CSS transform; '' puts them back. */
export function transformCanvases(
  { preview, tint, edge, noCopy, marks }: MaskCanvases,
  transform: string,
): void {
  for (const canvas of [preview, tint, edge, noCopy, marks]) canvas.style.transform = transform;
}

/** Where the image lies on the stage's canvases. */
export interface ImagePlacement {
  readonly image: Size;
  readonly view: View;
  /** Canvas px of a CSS px. */
  readonly density: number;
}

/** Where image px land among the canvases' pixels. */
export function onCanvas({ view, density }: ImagePlacement): Placement {
  const scale = view.scale * density;
  return { scaleX: scale, scaleY: scale, x: view.x * density, y: view.y * density };
}

/** A box of the image (image px) in canvas px. */
export const toCanvas = (placement: ImagePlacement, rect: Rect): Rect =>
  mapRect(rect, onCanvas(placement));

/** Runs `draw` with the context in image coordinates. */
export function placeImage(
  context: CanvasRenderingContext2D,
  placement: ImagePlacement,
  draw: () => void,
): void {
  const { scaleX, scaleY, x, y } = onCanvas(placement);
  context.save();
  context.setTransform(scaleX, 0, 0, scaleY, x, y);
  draw();
  context.restore();
}

/** Runs `draw` with the context in image coordinates and clipped to the image. */
export const drawInImage = (
  context: CanvasRenderingContext2D,
  placement: ImagePlacement,
  draw: () => void,
): void =>
  placeImage(context, placement, () => {
    context.beginPath();
    context.rect(0, 0, placement.image.width, placement.image.height);
    context.clip();
    draw();
  });

/** The CSS transform that shows canvases drawn for the view `from` as if drawn for `to`. */
export function moveBetween(from: View, to: View): string {
  if (from === to) return '';
  const ratio = clamp(to.scale / from.scale, 1e-3, 1e3);
  return `translate(${to.x - from.x * ratio}px, ${to.y - from.y * ratio}px) scale(${ratio})`;
}

/** @throws Error where the browser gives no 2D canvas */
export function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This browser has no 2D canvas to show the mask on');
  return context;
}

/** Makes a canvas a copy of another one of its size. */
export function replaceBy(context: CanvasRenderingContext2D, source: HTMLCanvasElement): void {
  context.globalCompositeOperation = 'copy';
  context.drawImage(source, 0, 0);
  context.globalCompositeOperation = 'source-over';
}
