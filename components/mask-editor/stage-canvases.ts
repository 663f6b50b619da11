import type { Size } from '../../utils/geometry';

/** The canvases over the picture. They have the stage's pixels. */
export interface MaskCanvases {
  readonly preview: HTMLCanvasElement;
  readonly tint: HTMLCanvasElement;
  readonly edge: HTMLCanvasElement;
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
  { preview, tint, edge, marks }: MaskCanvases,
  transform: string,
): void {
  for (const canvas of [preview, tint, edge, marks]) canvas.style.transform = transform;
}
