import { describe, expect, it } from 'vitest';
import { hasMaskLeft } from '../../../../components/session/edit-plan';
import { rectOf } from '../../../../utils/base/geometry';
import { featherWeights } from '../../../../utils/blend/composite';
import { renderCoverage, wholeMask } from '../../../../utils/drawing/mask/render-mask';
import type { BrushStroke } from '../../../../utils/drawing/steps';

const image = { width: 320, height: 240 };

const dab = (mode: BrushStroke['mode'], size: number): BrushStroke => ({
  kind: 'stroke',
  mode,
  size,
  hardness: 0,
  hasPressure: false,
  points: [[160, 120, 0.5]],
});

/** A soft dab, taken away by softer ones of the same place, each of which leaves a share. */
const erasedTimes = (times: number): BrushStroke[] => [
  dab('add', 40),
  ...Array.from({ length: times }, () => dab('subtract', 22)),
];

/** Whether there is a mask: as the panel shows a price, as the job sends it, as the blend puts it in. */
function answers(steps: readonly BrushStroke[]): readonly boolean[] {
  const coverage = renderCoverage(steps, rectOf(image));
  const blended = featherWeights(coverage, 0).some((weight) => weight > 0);
  return [hasMaskLeft(steps, image), wholeMask(coverage) !== undefined, blended];
}

describe('a soft dab that was erased softly', () => {
  const tries = Array.from({ length: 12 }, (_, times) => answers(erasedTimes(times)));

  it.each(tries.map((answer, times) => [times, answer] as const))(
    'is the same to panel, job and blend after %d times',
    (_, [panel, job, blend]) => {
      expect([job, blend]).toEqual([panel, panel]);
    },
  );

  it('is a mask at first', () => {
    expect(tries[0]).toEqual([true, true, true]);
  });
});

it('is no mask any more once a hard eraser went over it', () => {
  const hard: BrushStroke = { ...dab('subtract', 90), hardness: 1 };
  expect(answers([dab('add', 40), hard])).toEqual([false, false, false]);
});

it('counts a mask that is faint everywhere from half its own maximum', () => {
  const data = new Uint8ClampedArray([0, 20, 60, 29, 31]);
  expect([...(wholeMask({ width: 5, height: 1, data })?.data ?? [])]).toEqual([
    0, 85, 255, 124, 132,
  ]);
});
