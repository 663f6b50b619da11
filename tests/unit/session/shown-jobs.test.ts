import { expect, it } from 'vitest';
import { shownJobs } from '../../../components/session/shown-jobs';
import type { EditJob } from '../../../utils/library/jobs';
import { jobOf } from '../money/records';

/** A job of its own wish, its times in seconds. */
const job = (id: string, state: EditJob['state'], createdAt: number, endedAt?: number): EditJob =>
  jobOf({ id, prompt: id, state, createdAt, endedAt });

const shown = (jobs: readonly EditJob[]) => {
  const { running, ended, interrupted } = shownJobs(jobs);
  const ids = (list: readonly { id: string }[]) => list.map(({ id }) => id);
  return [ids(running), ended?.id, ids(interrupted)];
};

it('shows what runs, and the job that ended last', () => {
  const jobs = [job('a', 'failed', 1, 4), job('b', 'succeeded', 2, 5), job('c', 'sent', 3)];
  expect(shown(jobs)).toEqual([['c'], 'b', []]);
});

it('shows no end that lies before what runs', () => {
  expect(shown([job('a', 'failed', 1, 2), job('b', 'sent', 3)])).toEqual([['b'], undefined, []]);
});

it('shows a failure no more that was closed, and no older one in its place', () => {
  const closed = { ...job('b', 'failed', 2, 5), isDismissed: true };
  expect(shown([job('a', 'failed', 1, 4), closed])).toEqual([[], undefined, []]);
});

const cutOff = [
  job('a', 'interrupted', 1, 9),
  job('b', 'interrupted', 2, 9),
  job('c', 'interrupted', 3, 9),
];

it('shows every job that the browser’s stop has cut off', () => {
  const [, ended, interrupted] = shown(cutOff);
  expect([ended, ...(interrupted ?? [])].sort()).toEqual(['a', 'b', 'c']);
});

it('shows the others still while one of them is tried again', () => {
  const again = { ...job('d', 'sent', 10), prompt: 'b' };
  expect(shown([...cutOff, again])).toEqual([['d'], undefined, ['c', 'a']]);
  const done = { ...again, state: 'succeeded' as const, endedAt: 12 };
  expect(shown([...cutOff, done])).toEqual([[], 'd', ['c', 'a']]);
});

it('shows them no more once something new is asked for', () => {
  expect(shown([...cutOff, job('new', 'sent', 10)])).toEqual([['new'], undefined, []]);
});

it('shows an interrupted job no more that was closed, and the others still', () => {
  const [a, b, c] = cutOff;
  if (!a || !b || !c) throw new Error('three are cut off');
  const closed = [a, { ...b, isDismissed: true }, c];
  expect(shown(closed)).toEqual([[], 'a', ['c']]);
});
