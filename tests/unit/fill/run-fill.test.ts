import { expect, it } from 'vitest';
import { fillHole } from '../../../utils/fill/complete';
import { fillInSlices } from '../../../utils/fill/run-fill';
import { backgrounds, brushed, drawn } from './fill-scenes';

const { picture } = drawn(backgrounds.grass as (typeof backgrounds)[string]);
const hole = brushed();
const part = { picture, hole, banned: new Uint8Array(hole.length) };
const options = { seed: 3, method: 'anywhere' } as const;

it('makes in slices what is made at once, and tells how far it is', async () => {
  const work = fillHole(part, options);
  let step = work.next();
  while (!step.done) step = work.next();
  const shares: number[] = [];
  const sliced = await fillInSlices(new AbortController().signal, part, options, (share) => {
    shares.push(share);
  });
  expect(sliced?.data).toEqual(step.value?.data);
  expect(shares.length).toBeGreaterThan(2);
});

it('stops where it is when it is aborted', async () => {
  const controller = new AbortController();
  const shares: number[] = [];
  const ended = fillInSlices(controller.signal, part, options, (share) => {
    shares.push(share);
    if (shares.length === 2) controller.abort();
  });
  await expect(ended).rejects.toThrow('aborted');
  expect(shares).toHaveLength(2);
});
