import { expect, it } from 'vitest';
import { imagePoint } from '../../../utils/base/geometry';
import { mapSteps } from '../../../utils/drawing/map-steps';
import type { DrawingStep } from '../../../utils/drawing/steps';

const rect = { x: 10, y: 20, width: 30, height: 40 };
const twice = { scaleX: 2, scaleY: 2, x: 100, y: 0 };
const lengths = Uint32Array.of(1, 2);

it('brings every kind of step to where the same place is in the other image', () => {
  const steps: readonly DrawingStep[] = [
    { kind: 'stroke', mode: 'add', size: 8, hasPressure: true, points: [[1, 2, 0.7]] },
    { kind: 'polygon', mode: 'subtract', points: [[3, 4]] },
    { kind: 'rectangle', mode: 'add', rect },
    { kind: 'ellipse', mode: 'add', rect },
    { kind: 'runs', mode: 'add', rect, grid: { width: 30, height: 40 }, lengths },
    { kind: 'invert' },
    { kind: 'clear' },
    { kind: 'no-copy', size: 8, hasPressure: false, points: [[1, 2, 0.5]] },
    { kind: 'pen-mark', colour: 'red', size: 4, points: [[1, 2]] },
    { kind: 'ellipse-mark', colour: 'blue', size: 4, rect },
    { kind: 'arrow-mark', colour: 'red', size: 4, from: imagePoint(1, 2), to: imagePoint(3, 4) },
  ];
  const moved = { x: 120, y: 40, width: 60, height: 80 };
  expect(mapSteps(steps, twice)).toEqual([
    { kind: 'stroke', mode: 'add', size: 16, hasPressure: true, points: [[102, 4, 0.7]] },
    { kind: 'polygon', mode: 'subtract', points: [[106, 8]] },
    { kind: 'rectangle', mode: 'add', rect: moved },
    { kind: 'ellipse', mode: 'add', rect: moved },
    { kind: 'runs', mode: 'add', rect: moved, grid: { width: 30, height: 40 }, lengths },
    { kind: 'invert' },
    { kind: 'clear' },
    { kind: 'no-copy', size: 16, hasPressure: false, points: [[102, 4, 0.5]] },
    { kind: 'pen-mark', colour: 'red', size: 8, points: [[102, 4]] },
    { kind: 'ellipse-mark', colour: 'blue', size: 8, rect: moved },
    { kind: 'arrow-mark', colour: 'red', size: 8, from: { x: 102, y: 4 }, to: { x: 106, y: 8 } },
  ]);
});

it('makes a brush as much larger as the image’s area, where its sides grow differently', () => {
  const stroke: DrawingStep = {
    kind: 'stroke',
    mode: 'add',
    size: 10,
    hasPressure: false,
    points: [],
  };
  const [mapped] = mapSteps([stroke], { scaleX: 2, scaleY: 8, x: 0, y: 0 });
  expect(mapped).toMatchObject({ size: 40 });
});
