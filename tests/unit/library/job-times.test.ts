import { expect, it } from 'vitest';
import { pastTimesOf, usualSeconds } from '../../../utils/library/job-times';
import type { EditJob } from '../../../utils/library/jobs';
import { jobOf } from '../money/records';

const square = { width: 1024, height: 1024 };

/** A job that took so many seconds. */
const took = (seconds: number, more: Partial<EditJob> = {}): EditJob =>
  jobOf({
    state: 'succeeded',
    createdAt: 0,
    sentAt: 1_000,
    endedAt: 1_000 + 1_000 * seconds,
    requestSize: square,
    ...more,
  });

const like = took(0);
const withOptions = (options: Partial<EditJob['options']>) => ({
  options: { ...like.options, ...options },
});
const usual = (jobs: readonly EditJob[], job = like) => usualSeconds(pastTimesOf(jobs), job);

it('is the middle of what jobs of the same model, quality, number and size took', () => {
  expect(usual([took(20), took(90), took(30)])).toBe(30);
});

it('is not known from one job alone, nor from another model', () => {
  expect(usual([])).toBeUndefined();
  expect(usual([took(20)])).toBeUndefined();
  const other = withOptions({ model: 'another' });
  expect(usual([took(20, other), took(20, other)])).toBeUndefined();
});

it('goes by quality and number of pictures', () => {
  const slow = withOptions({ quality: 'max' });
  const four = withOptions({ variants: 4 });
  const jobs = [took(10), took(10), took(60, slow), took(60, slow), took(40, four), took(40, four)];
  expect(usual(jobs)).toBe(10);
  expect(usual(jobs, took(0, slow))).toBe(60);
  expect(usual(jobs, took(0, four))).toBe(40);
  expect(usual(jobs, took(0, withOptions({ quality: 'low', variants: 4 })))).toBeUndefined();
});

it('prefers jobs of its size, and takes others where there are too few', () => {
  const large = { requestSize: { width: 2048, height: 2048 } };
  const jobs = [took(10), took(10), took(50, large), took(50, large)];
  expect(usual(jobs)).toBe(10);
  expect(usual(jobs, took(0, large))).toBe(50);
  expect(usual([took(50, large), took(50, large)])).toBe(50);
});

it('leaves out what failed, waited for a second try, or was taken up later', () => {
  const odd = [
    took(500, { state: 'failed' }),
    took(500, { retryAt: 5 }),
    took(500, { resumedAt: 5 }),
  ];
  expect(usual([took(10), took(12), ...odd])).toBe(12);
});
