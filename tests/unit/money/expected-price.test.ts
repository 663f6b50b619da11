import { describe, expect, it } from 'vitest';
import type { EditJob, JobRecord } from '../../../utils/library/jobs';
import { expectedPrice, pastPricesOf, usdOf } from '../../../utils/money/expected-price';
import { generationOf, jobOf } from './records';

const question = {
  model: 'gpt-image-2.6-sunburst',
  quality: 'xhigh',
  size: { width: 1024, height: 1024 },
  variants: 1,
  inputImages: 2,
  promptLength: 40,
  partialImages: 0,
};
const { options: generated } = generationOf();
const options = { ...jobOf().options, quality: 'xhigh' };
const paid = (costUsd: number, change: Partial<EditJob> = {}) =>
  jobOf({ options, costUsd, ...change });

const expected = (jobs: readonly JobRecord[], change: Partial<typeof question> = {}) =>
  expectedPrice('edit', { ...question, ...change }, pastPricesOf(jobs));

describe('a price without a table', () => {
  it('is unknown before anything like it was paid for', () => {
    expect(expected([])).toBe('unknown');
  });

  it('is learned from like pictures, with its spread', () => {
    const price = expected([paid(0.08), paid(0.05), paid(0.06)]);
    expect(price).toEqual({ usd: 0.06, certainty: 'learned', low: 0.05, high: 0.08 });
  });

  it('is counted by the picture', () => {
    const two = paid(0.1, { options: { ...options, variants: 2 } });
    expect(usdOf(expected([two], { variants: 4 }))).toBeCloseTo(0.2);
  });

  it.each([
    ['another model', paid(1, { options: { ...options, model: 'gpt-image-2.5-flare' } })],
    ['another quality', paid(1, { options: { ...options, quality: 'max' } })],
    ['another kind', generationOf({ costUsd: 1, options: { ...generated, quality: 'xhigh' } })],
    ['a much larger picture', paid(1, { requestSize: { width: 2048, height: 2048 } })],
    ['a job without the server’s count', paid(1, { costUsd: undefined })],
  ])('is not learned from %s', (_, job) => {
    expect(expected([job])).toBe('unknown');
  });
});

describe('a price by the formula', () => {
  const high = (costUsd: number) => jobOf({ costUsd });

  it('stays until there are three like pictures', () => {
    expect(expected([high(9), high(9)], { quality: 'high' })).toMatchObject({
      certainty: 'about',
    });
    const learned = expected([high(9), high(9), high(9)], { quality: 'high' });
    expect(learned).toMatchObject({ usd: 9, certainty: 'learned' });
  });

  it('stays where it is the published table', () => {
    const model = 'gpt-image-2';
    const job = generationOf({ costUsd: 9, options: { ...generated, model } });
    const asked = { ...question, model, quality: 'high', inputImages: 0 };
    const price = expectedPrice('generate', asked, pastPricesOf([job, job, job]));
    expect(price).toMatchObject({ certainty: 'table' });
  });
});

describe('a price by the user’s own word', () => {
  const own = { 'sd-turbo': 0.02, 'gpt-image-2.6-sunburst': 9 };
  const ask = (change: Partial<typeof question>) =>
    expectedPrice('edit', { ...question, ...change }, [], own);

  it('is counted by the picture, for a model without prices', () => {
    expect(ask({ model: 'sd-turbo', variants: 3 })).toEqual({ usd: 0.06, certainty: 'own' });
  });

  it('does not stand in for one that is published', () => {
    expect(ask({ quality: 'high' })).toMatchObject({ certainty: 'about' });
  });

  it('leaves a model unknown that has none', () => {
    expect(ask({ model: 'flux-fill' })).toBe('unknown');
    expect(usdOf('unknown')).toBeUndefined();
  });
});
