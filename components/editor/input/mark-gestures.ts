import { type ImagePoint, imagePoint } from '../../../utils/base/geometry';
import type { ArrowMark, EllipseMark, PenMark } from '../../../utils/drawing/steps';
import type { MaskEditorModel } from '../core/model';
import type { MarkTool } from '../core/tools';
import type { Gesture, PointerSample, SketchTarget } from './gesture';

/** CSS px; an arrow or a circle that is no larger was a click. */
const leastReach = 3;
/** Directions that an arrow keeps to with Shift. */
const angleStep = Math.PI / 4;

/** Image px to two decimals: a hundredth of a pixel is finer than any pointer. */
const rounded = (value: number): number => Math.round(value * 100) / 100;

/** Draws a mark in the chosen colour and thickness. */
export function drawMarkWith(tool: MarkTool, target: SketchTarget): Gesture {
  if (tool === 'mark-pen') return drawByPen(target);
  return drawBetween(target, tool === 'mark-arrow' ? arrowBetween : ellipseBetween);
}

function lookOf({ tools, viewport }: MaskEditorModel) {
  const { markColour, markSize } = tools.options.current.peek();
  const size = markSize / viewport.view.peek().scale;
  return { colour: markColour, size: rounded(size) || size };
}

type Look = ReturnType<typeof lookOf>;

const isSound = ({ image: { x, y } }: PointerSample): boolean => Number.isFinite(x + y);

/** A line along the pointer's way; a click is a dot. */
function drawByPen({ model, showSketch }: SketchTarget): Gesture {
  const points: (readonly [x: number, y: number])[] = [];
  const mark: PenMark = { kind: 'pen-mark', ...lookOf(model), points };
  return {
    move(samples) {
      for (const { image } of samples.filter(isSound)) {
        const [x, y] = [rounded(image.x), rounded(image.y)];
        const last = points.at(-1);
        if (last?.[0] !== x || last[1] !== y) points.push([x, y]);
      }
      showSketch(mark);
    },
    end() {
      showSketch(undefined);
      if (points.length > 0) model.drawing.add({ ...mark, points: [...points] });
    },
    cancel: () => showSketch(undefined),
  };
}

type Between = (from: ImagePoint, to: ImagePoint, look: Look) => ArrowMark | EllipseMark;

/** A mark from where the pointer went down to where it is. */
function drawBetween({ model, showSketch }: SketchTarget, between: Between): Gesture {
  const look = lookOf(model);
  let from: ImagePoint | undefined;
  let mark: ArrowMark | EllipseMark | undefined;
  return {
    move(samples) {
      const sound = samples.filter(isSound);
      const last = sound.at(-1);
      from ??= sound[0]?.image;
      if (!from || !last) return;
      const constrain = between === arrowBetween ? toAngleStep : toSquare;
      const to = last.shift ? constrain(from, last.image) : last.image;
      const reach = Math.hypot(to.x - from.x, to.y - from.y) * model.viewport.view.peek().scale;
      mark = reach > leastReach ? between(from, to, look) : undefined;
      showSketch(mark);
    },
    end() {
      showSketch(undefined);
      if (mark) model.drawing.add(mark);
    },
    cancel: () => showSketch(undefined),
  };
}

const arrowBetween = (from: ImagePoint, to: ImagePoint, look: Look): ArrowMark => ({
  kind: 'arrow-mark',
  ...look,
  from: imagePoint(rounded(from.x), rounded(from.y)),
  to: imagePoint(rounded(to.x), rounded(to.y)),
});

const ellipseBetween = (from: ImagePoint, to: ImagePoint, look: Look): EllipseMark => ({
  kind: 'ellipse-mark',
  ...look,
  rect: {
    x: rounded(Math.min(from.x, to.x)),
    y: rounded(Math.min(from.y, to.y)),
    width: rounded(Math.abs(to.x - from.x)),
    height: rounded(Math.abs(to.y - from.y)),
  },
});

/** The place on the nearest of eight directions that is nearest to `to`. */
function toAngleStep(from: ImagePoint, to: ImagePoint): ImagePoint {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const angle = Math.round(Math.atan2(dy, dx) / angleStep) * angleStep;
  const length = dx * Math.cos(angle) + dy * Math.sin(angle);
  return imagePoint(from.x + length * Math.cos(angle), from.y + length * Math.sin(angle));
}

/** The corner of a square that reaches as far as `to` does. */
function toSquare(from: ImagePoint, to: ImagePoint): ImagePoint {
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const side = Math.max(Math.abs(dx), Math.abs(dy));
  return imagePoint(from.x + side * (Math.sign(dx) || 1), from.y + side * (Math.sign(dy) || 1));
}
