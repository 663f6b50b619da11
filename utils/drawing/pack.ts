import type { DrawingStep } from './steps';

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
  const text = JSON.stringify(step, (_, value: unknown) =>
    value instanceof Uint32Array ? { uint32: [...value] } : value,
  );
  packedSteps.set(step, text);
  return text;
}

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
  JSON.parse(drawing, (_, value: unknown) => numbersIn(value) ?? value) as DrawingStep[];

function numbersIn(value: unknown): Uint32Array<ArrayBuffer> | undefined {
  const isPacked = typeof value === 'object' && value !== null && 'uint32' in value;
  return isPacked && Array.isArray(value.uint32)
    ? Uint32Array.from(value.uint32 as number[])
    : undefined;
}
