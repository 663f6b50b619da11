import { expect, it } from 'vitest';
import { mapSteps } from '../../../utils/mask/map-steps';
import type { MaskStep } from '../../../utils/mask/steps';

const rect = { x: 10, y: 20, width: 30, height: 40 };
const twice = { scaleX: 2, scaleY: 2, x: 100, y: 0 };
const lengths = Uint32Array.of(1, 2);

it('brings every kind of step to where the same place is in the other image', () => {
  const steps: readonly MaskStep[] = [
    { kind: 'stroke', mode: 'add', size: 8, hasPressure: true, points: [[1, 2, 0.7]] },
    { kind: 'polygon', mode: 'subtract', points: [[3, 4]] },
    { kind: 'rectangle', mode: 'add', rect },
    { kind: 'ellipse', mode: 'add', rect },
    { kind: 'runs', mode: 'add', rect, grid: { width: 30, height: 40 }, lengths },
    { kind: 'invert' },
    { kind: 'clear' },
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
  ]);
});

it('makes a brush as much larger as the image’s area, where its sides grow differently', () => {
  const stroke: MaskStep = {
    kind: 'stroke',
    mode: 'add',
    size: 10,
    hasPressure: false,
    points: [],
  };
  const [mapped] = mapSteps([stroke], { scaleX: 2, scaleY: 8, x: 0, y: 0 });
  expect(mapped).toMatchObject({ size: 40 });
});
