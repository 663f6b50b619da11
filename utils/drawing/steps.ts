import type { ImagePoint, Rect, Size } from '../base/geometry';

/** What the user has drawn over a picture, in order: the mask's steps, the marks, and what must not be copied. */
export type DrawingStep = MaskStep | Mark | NoCopyStroke;

export const isMark = (step: DrawingStep): step is Mark =>
  step.kind === 'pen-mark' || step.kind === 'arrow-mark' || step.kind === 'ellipse-mark';

export const isNoCopy = (step: DrawingStep): step is NoCopyStroke => step.kind === 'no-copy';

const isMaskStep = (step: DrawingStep): step is MaskStep => !isMark(step) && !isNoCopy(step);

/** A drawing never changes, and what is made for its mask hangs on the list. */
const masks = new WeakMap<readonly DrawingStep[], readonly MaskStep[]>();

/** The steps that make the mask; the same list for the same drawing. */
export function maskStepsOf(steps: readonly DrawingStep[]): readonly MaskStep[] {
  const known = masks.get(steps);
  if (known) return known;
  const mask = steps.every(isMaskStep) ? steps : steps.filter(isMaskStep);
  masks.set(steps, mask);
  return mask;
}

/** Whether a step adds to the masked area or takes from it. */
export type MaskMode = 'add' | 'subtract';

/** x and y in image px, pressure 0…1 (0.5 where the device reports none). */
export type StrokePoint = readonly [x: number, y: number, pressure: number];

/** One pointer stroke, kept as a vector so that it can be drawn at any scale and edited for ever. */
export interface BrushStroke {
  readonly kind: 'stroke';
  readonly mode: MaskMode;
  /** Diameter in image px. */
  readonly size: number;
  /** True where `pressure` was measured by a pen and counts; else the stroke is as wide as `size` everywhere. */
  readonly hasPressure: boolean;
  /**
   * Share of the radius that is fully covered, 0…1; without it 1. From there coverage falls to nothing
   * at the rim. A pixel counts as masked from half coverage on, which is half way between the two.
   */
  readonly hardness?: number | undefined;
  /** True where the way was closed and its inside belongs to the stroke. */
  readonly filled?: boolean | undefined;
  readonly points: readonly StrokePoint[];
}

/** A closed outline, from the lasso. Points in image px; filled by the non-zero rule. */
export interface PolygonStep {
  readonly kind: 'polygon';
  readonly mode: MaskMode;
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface RectangleStep {
  readonly kind: 'rectangle';
  readonly mode: MaskMode;
  /** Image px. */
  readonly rect: Rect;
}

/** The ellipse that touches the four sides of `rect`. */
export interface EllipseStep {
  readonly kind: 'ellipse';
  readonly mode: MaskMode;
  /** Image px. */
  readonly rect: Rect;
}

/** Pixels as lengths of runs: any selection, stored compactly and exact to the pixel. */
export interface Runs {
  /** The part of the image that the grid lies over, image px. */
  readonly rect: Rect;
  /** Cells of the grid; as many as `rect` has pixels, fewer for very large images, or more in a row where an edge is soft. */
  readonly grid: Size;
  /** Numbers of cells in a row, row by row from the top left: not covered, covered, not covered … */
  readonly lengths: Uint32Array<ArrayBuffer>;
  /** How far the cells of each covered run are covered, 1…255, in order; without it all are wholly. */
  readonly levels?: Uint32Array<ArrayBuffer> | undefined;
}

/** An area that was computed: similar colours, a thing, a grown mask, a mask from a file. */
export interface RunsStep extends Runs {
  readonly kind: 'runs';
  readonly mode: MaskMode;
  /** True where the mask is nothing but this from here on. */
  readonly replaces?: boolean | undefined;
}

/** Masked becomes unmasked and the reverse, over the whole image. */
interface InvertStep {
  readonly kind: 'invert';
}

/** Nothing is masked any more. A step like others, so that undo brings everything back. */
interface ClearStep {
  readonly kind: 'clear';
}

/** The mask is what these make of an empty one, applied in order. Plain data, storable as it is. */
export type MaskStep =
  | BrushStroke
  | PolygonStep
  | RectangleStep
  | EllipseStep
  | RunsStep
  | InvertStep
  | ClearStep;

/** The colours of marks, as CSS and every decoder know them: pure ones, which a model tells apart. */
export const markColours = {
  red: '#ff0000',
  yellow: '#ffd400',
  green: '#00b02e',
  blue: '#0050ff',
  black: '#000000',
  white: '#ffffff',
} as const;
export type MarkColour = keyof typeof markColours;

interface MarkBase {
  readonly colour: MarkColour;
  /** Thickness of the line, image px. */
  readonly size: number;
}

/** A line by a free hand. */
export interface PenMark extends MarkBase {
  readonly kind: 'pen-mark';
  /** Image px. */
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** A straight arrow whose head is at `to`, image px. */
export interface ArrowMark extends MarkBase {
  readonly kind: 'arrow-mark';
  readonly from: ImagePoint;
  readonly to: ImagePoint;
}

/** The outline of the ellipse that touches the four sides of `rect` (image px). */
export interface EllipseMark extends MarkBase {
  readonly kind: 'ellipse-mark';
  readonly rect: Rect;
}

/**
 * A hint for the model, drawn over the picture that it sees and never over the one that is kept: "move
 * this there". Part of no mask.
 */
export type Mark = PenMark | ArrowMark | EllipseMark;

/**
 * A brush stroke over what a removal must not copy from: a hint for the filling on this device. Part of no mask, seen by no
 * model, sent nowhere.
 */
export interface NoCopyStroke extends Pick<BrushStroke, 'size' | 'hasPressure' | 'points'> {
  readonly kind: 'no-copy';
  /** Drawn on the picture that this one was made from: it goes on to hold here. */
  readonly carried?: true | undefined;
  /** What was taken from it there. */
  readonly less?: readonly AreaStep[] | undefined;
}

/** A step of the mask that covers an area. */
export type AreaStep = Extract<MaskStep, { readonly mode: unknown }>;

/** Whether a mask has a part whose edge is as soft as something in the picture: it needs no feather to look right. */
export function hasOwnEdge(steps: readonly DrawingStep[]): boolean {
  const start = steps.findLastIndex(
    (step) => step.kind === 'clear' || (step.kind === 'runs' && step.replaces),
  );
  return steps
    .slice(start + 1)
    .some((step) => step.kind === 'runs' && step.mode === 'add' && step.levels !== undefined);
}

/** False as long as there is nothing but what came along from the picture that this one was made from. */
export const hasOwnSteps = (steps: readonly DrawingStep[]): boolean =>
  steps.some((step) => !(isNoCopy(step) && step.carried));

/** The steps since the drawing was cleared; a mask that was replaced leaves the marks. */
export const sinceLastClear = (steps: readonly DrawingStep[]): readonly DrawingStep[] =>
  steps.slice(steps.findLastIndex(({ kind }) => kind === 'clear') + 1);

/** Whether a step takes marks, and what must not be copied, away where it lies. */
export const erases = (step: DrawingStep): step is AreaStep =>
  'mode' in step && step.mode === 'subtract' && !(step.kind === 'runs' && step.replaces);

/** The marks of a drawing and what has erased parts of them, without the mask. */
export const withoutMask = (steps: readonly DrawingStep[]): readonly DrawingStep[] =>
  sinceLastClear(steps).filter((step) => isMark(step) || erases(step));

/** A drawing as one text: it is stored and read many times as fast as thousands of small lists. */
export type PackedDrawing = string;

/** The drawing in which nothing was drawn. */
export const emptyDrawing: PackedDrawing = '[]';

/** Drawings never change, and one is packed several times: to store it, to tell it from others. */
const packed = new WeakMap<readonly DrawingStep[], PackedDrawing>();
/** Nor do their steps: packing a drawing again after another step takes the time of that step. */
const packedSteps = new WeakMap<DrawingStep, string>();

function packStep(step: DrawingStep): string {
  const known = packedSteps.get(step);
  if (known !== undefined) return known;
  const fields = Object.entries(step)
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${JSON.stringify(name)}:${packValue(value)}`);
  const text = `{${fields.join(',')}}`;
  packedSteps.set(step, text);
  return text;
}

/** Without JSON's replacer, which would be asked for each of a mask's hundred thousands of numbers: half a second. */
const packValue = (value: unknown): string =>
  value instanceof Uint32Array ? `{"uint32":[${value.join(',')}]}` : JSON.stringify(value);

/** The same text for the same drawing. */
export function packDrawing(steps: readonly DrawingStep[]): PackedDrawing {
  const known = packed.get(steps);
  if (known !== undefined) return known;
  const text = `[${steps.map(packStep).join(',')}]`;
  packed.set(steps, text);
  return text;
}

/** The steps of a packed drawing; a number that is none comes back as null, which counts as none, too. */
export const unpackDrawing = (drawing: PackedDrawing): DrawingStep[] =>
  // Nor with its reviver. Numbers are packed in a step's own fields only.
  (JSON.parse(drawing) as object[]).map((step) =>
    Object.fromEntries(
      Object.entries(step).map(([name, value]) => [name, numbersIn(value) ?? value]),
    ),
  ) as unknown as DrawingStep[];

/** The steps that a drawing has beyond those of an earlier one, which it begins with; undefined where it does not. */
export function stepsSince(
  earlier: PackedDrawing,
  drawing: PackedDrawing,
): DrawingStep[] | undefined {
  const start = earlier.slice(0, -1);
  if (!drawing.startsWith(start)) return undefined;
  return unpackDrawing(`[${drawing.slice(start.length).replace(/^,/, '')}`);
}

function numbersIn(value: unknown): Uint32Array<ArrayBuffer> | undefined {
  const isPacked = typeof value === 'object' && value !== null && 'uint32' in value;
  return isPacked && Array.isArray(value.uint32)
    ? Uint32Array.from(value.uint32 as number[])
    : undefined;
}
