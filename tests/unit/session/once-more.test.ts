import { expect, it } from 'vitest';
import { isSameWish, onceMore } from '../../../components/session/create-job';
import { emptyDrawing, packDrawing } from '../../../utils/drawing/steps';
import type { JobRecord } from '../../../utils/library/jobs';
import { generationOf, jobOf } from '../money/records';

const drawing = packDrawing([{ kind: 'invert' }]);

/** Jobs as they were stored when all kinds had the options of all. */
const older: readonly JobRecord[] = [jobOf({ drawing, references: ['other'] }), generationOf()].map(
  (job) => {
    const size = { width: 1024, height: 1024 };
    const options = { ...job.options, size, featherPx: 12, scope: 'around-mask' as const };
    return { drawing: emptyDrawing, ...job, options } as JobRecord;
  },
);

it.each([jobOf({ references: ['other'] }), generationOf(), ...older])(
  'asks for the same thing once more',
  (job) => {
    expect(isSameWish(job, onceMore(job))).toBe(true);
    expect(Object.keys(onceMore(job))).not.toContain('costUsd');
  },
);

it('tells edits apart by image, mask and references', () => {
  const edit = jobOf({ references: ['other'] });
  for (const change of [{ imageId: 'another' }, { drawing }, { references: [] }])
    expect(isSameWish(edit, { ...edit, ...change })).toBe(false);
});

it('takes the order of options for nothing', () => {
  const { model, ...others } = generationOf().options;
  expect(isSameWish(generationOf(), generationOf({ options: { ...others, model } }))).toBe(true);
});

it('takes the order inside of options and absent fields for nothing, as stores give them back', () => {
  const sized = generationOf();
  const { size, ...others } = sized.options;
  const turned = {
    ...others,
    size: { height: size.height, width: size.width },
    complexity: undefined,
  };
  expect(isSameWish(sized, generationOf({ options: turned }))).toBe(true);
});
