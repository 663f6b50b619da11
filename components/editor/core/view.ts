import {
  clamp,
  type ImagePoint,
  imagePoint,
  type Rect,
  type Size,
  type StagePoint,
} from '../../../utils/base/geometry';

/** Where the image lies in the stage. */
export interface View {
  /** CSS px that an image px takes. */
  readonly scale: number;
  /** The image's left top corner, CSS px from the stage's. */
  readonly x: number;
  readonly y: number;
}

export const maxScale = 8;

/** CSS px between a fitted image and the stage's edges. */
const fitMargin = 8;

/** Above zero also while the stage has no size yet. */
const smallestScale = 1e-6;

/** CSS px that an image can be pulled past the stage's edge, to paint its rim at ease. */
const overscroll = 48;

export const toImage = (view: View, { x, y }: StagePoint): ImagePoint =>
  imagePoint((x - view.x) / view.scale, (y - view.y) / view.scale);

/** The view that shows all of the image, in the middle; small images grow to 800 % at most. */
export function fitView(image: Size, stage: Size): View {
  const scale = fitScale(image, stage);
  return centred(scale, image, stage);
}

/** The same for a box that need not be the image's, image px. */
export function fitArea(area: Rect, stage: Size): View {
  const { scale, x, y } = fitView(area, stage);
  return { scale, x: x - area.x * scale, y: y - area.y * scale };
}

/** The scale of `fitView`. */
const fitScale = (image: Size, stage: Size): number =>
  clamp(
    Math.min(
      (stage.width - 2 * fitMargin) / image.width,
      (stage.height - 2 * fitMargin) / image.height,
    ),
    smallestScale,
    maxScale,
  );

/** The view scaled by `factor` within fit … 800 %, with the image's spot under `at` staying there. */
export function zoomAt(view: View, at: StagePoint, factor: number, image: Size, stage: Size): View {
  const scale = clamp(view.scale * factor, fitScale(image, stage), maxScale);
  const ratio = scale / view.scale;
  const moved = { scale, x: at.x - (at.x - view.x) * ratio, y: at.y - (at.y - view.y) * ratio };
  return keepInStage(moved, image, stage);
}

export const panBy = (view: View, dx: number, dy: number, image: Size, stage: Size): View =>
  keepInStage({ ...view, x: view.x + dx, y: view.y + dy }, image, stage);

/** The nearest view that shows as much of the image as the stage holds, but for the overscroll. */
export function keepInStage(view: View, image: Size, stage: Size): View {
  return {
    scale: view.scale,
    x: keepInside(view.x, image.width * view.scale, stage.width),
    y: keepInside(view.y, image.height * view.scale, stage.height),
  };
}

function keepInside(offset: number, length: number, room: number): number {
  const slack = room - length;
  return clamp(offset, Math.min(0, slack) - overscroll, Math.max(0, slack) + overscroll);
}

const centred = (scale: number, image: Size, stage: Size): View => ({
  scale,
  x: (stage.width - image.width * scale) / 2,
  y: (stage.height - image.height * scale) / 2,
});
