import { signal } from '@preact/signals';
import { describe, expect, it } from 'vitest';
import { createDrawing, touchesImage } from '../../../components/editor/core/drawing';
import { renderCoverage } from '../../../utils/drawing/mask/render-mask';
import { carriedNoCopy, noCopyStepsOf, withoutNoCopy } from '../../../utils/drawing/no-copy';
import {
  type BrushStroke,
  type DrawingStep,
  maskStepsOf,
  type NoCopyStroke,
  packDrawing,
  unpackDrawing,
  withoutMask,
} from '../../../utils/drawing/steps';

const image = { width: 100, height: 60 };
const noCopy = (x: number, y: number, size = 10): NoCopyStroke => ({
  ...{ kind: 'no-copy', size, hasPressure: false },
  points: [[x, y, 0.5]],
});
const stroke = (x: number, y: number, mode: BrushStroke['mode']): BrushStroke => ({
  ...{ kind: 'stroke', mode, size: 14, hasPressure: false },
  points: [[x, y, 0.5]],
});
/** How far one pixel is marked as not to be copied. */
const at = (steps: readonly DrawingStep[], x: number, y: number) =>
  renderCoverage(noCopyStepsOf(steps), { x, y, width: 1, height: 1 }).data[0];

it('is where its strokes lie, and no part of the mask', () => {
  const steps = [stroke(20, 20, 'add'), noCopy(60, 30)];
  expect([at(steps, 60, 30), at(steps, 20, 20), at(steps, 80, 30)]).toEqual([255, 0, 0]);
  expect(maskStepsOf(steps)).toEqual([steps[0]]);
});

it('goes where the eraser passes afterwards, and not where it passed before', () => {
  const marked = noCopy(60, 30);
  expect(at([marked, stroke(60, 30, 'subtract')], 60, 30)).toBe(0);
  expect(at([stroke(60, 30, 'subtract'), marked], 60, 30)).toBe(255);
  expect(at([marked, stroke(60, 30, 'add')], 60, 30)).toBe(255);
});

it('is cleared with the mask; inverting the mask and putting another in its place leave it', () => {
  const marked = noCopy(60, 30);
  const lengths = Uint32Array.of(0, 10);
  const other: DrawingStep = {
    ...{ kind: 'runs', mode: 'subtract', replaces: true, lengths },
    ...{ rect: { x: 0, y: 0, width: 10, height: 1 }, grid: { width: 10, height: 1 } },
  };
  expect(noCopyStepsOf([marked, { kind: 'clear' }])).toEqual([]);
  expect(at([marked, { kind: 'invert' }, other], 60, 30)).toBe(255);
});

it('is nothing to a model: the same without it, packed the same', () => {
  const steps = [stroke(20, 20, 'add'), noCopy(60, 30), stroke(30, 20, 'add')];
  const without = [stroke(20, 20, 'add'), stroke(30, 20, 'add')];
  expect(packDrawing(withoutNoCopy(steps))).toBe(packDrawing(without));
  expect(withoutMask(steps)).toEqual([]);
  expect(withoutNoCopy(without)).toBe(without);
});

it('comes back from a stored drawing as it was', () => {
  const steps = [noCopy(60.25, 30, 7.5), stroke(20, 20, 'add')];
  expect(unpackDrawing(packDrawing(steps))).toEqual(steps);
});

it('one beside the image leaves nothing', () => {
  expect(touchesImage(noCopy(60, 30), image)).toBe(true);
  expect(touchesImage(noCopy(160, 30), image)).toBe(false);
});

describe('on a result', () => {
  const [first, second] = [noCopy(60, 30, 30), noCopy(20, 20)];
  const rubbed = stroke(60, 30, 'subtract');
  const carried = carriedNoCopy([stroke(40, 40, 'add'), first, rubbed, second]);
  const draw = (steps: readonly DrawingStep[], undo?: () => void) =>
    createDrawing({ steps, undone: [] }, image, () => undefined, {
      undo,
      canRedo: signal(false),
      redo: () => undefined,
      forgetRedo: () => undefined,
    });

  it('it goes on to hold, with what was rubbed out of it, without the mask', () => {
    expect(maskStepsOf(carried)).toEqual([]);
    for (const steps of [carried, carriedNoCopy(carried), unpackDrawing(packDrawing(carried))])
      expect([at(steps, 60, 30), at(steps, 72, 30), at(steps, 20, 20), at(steps, 40, 40)]).toEqual([0, 255, 255, 0]); // biome-ignore format: one list
    expect(carriedNoCopy([first, { kind: 'clear' }])).toEqual([]);
  });

  it('undo takes what was drawn on the result, then the result itself, and never what came along', () => {
    let back = 0;
    const drawing = draw(carried, () => {
      back += 1;
    });
    drawing.add(stroke(20, 20, 'subtract'));
    drawing.undo();
    expect([back, drawing.history.value.steps]).toEqual([0, carried]);
    drawing.undo();
    expect([back, drawing.history.value.steps]).toEqual([1, carried]);
  });

  it('where the picture before is gone, undo takes them one by one', () => {
    const drawing = draw(carried);
    drawing.undo();
    expect(drawing.history.value.steps).toEqual(carried.slice(0, -1));
  });

  it('it can be erased and cleared like any other', () => {
    const drawing = draw(carried, () => undefined);
    drawing.add(stroke(20, 20, 'subtract'));
    expect(at(drawing.history.value.steps, 20, 20)).toBe(0);
    drawing.clear();
    expect(noCopyStepsOf(drawing.history.value.steps)).toEqual([]);
  });
});
