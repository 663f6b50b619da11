import { describe, expect, it } from 'vitest';
import { estimateUsd, type PriceQuestion, usdOfUsage } from '../../../utils/server/models';
import { imageOutputTokens } from '../../images-server/usage';

const square = { width: 1024, height: 1024 };
const question: PriceQuestion = {
  model: 'gpt-image-2',
  quality: 'medium',
  size: square,
  variants: 1,
  inputImages: 0,
  promptLength: 0,
  partialImages: 0,
};
const usd = (changes: Partial<PriceQuestion>) => estimateUsd({ ...question, ...changes })?.usd;
const million = 1_000_000;

describe('estimateUsd', () => {
  it.each([
    ['low', 0.006],
    ['medium', 0.053],
    ['high', 0.211],
  ])('gives the published price of %s at 1024x1024', (quality, published) => {
    const estimate = estimateUsd({ ...question, quality });
    expect(estimate?.usd.toFixed(3)).toBe(published.toFixed(3));
    expect(estimate?.certainty).toBe('table');
  });

  it.each([
    [square, 'low'],
    [{ width: 1536, height: 1024 }, 'medium'],
    [{ width: 1024, height: 1536 }, 'high'],
    [{ width: 3840, height: 2160 }, 'high'],
    [{ width: 2880, height: 960 }, 'medium'],
  ])('counts the tokens of %j at %s as the server does', (size, quality) => {
    expect(usd({ size, quality })).toBeCloseTo(
      (imageOutputTokens(size, quality) * 30) / million,
      10,
    );
  });

  it('takes auto for medium and calls it a guess', () => {
    const auto = estimateUsd({ ...question, quality: 'auto' });
    expect(auto).toEqual({ usd: usd({ quality: 'medium' }), certainty: 'about' });
  });

  it.each([
    ['another model', { model: 'gpt-image-2.6-sunburst' }],
    ['a picture to edit', { inputImages: 1 }],
  ])('calls it a guess for %s', (_, changes) => {
    expect(estimateUsd({ ...question, ...changes })?.certainty).toBe('about');
  });

  it('adds up variants, previews, pictures and prompt', () => {
    const one = usd({}) ?? 0;
    expect(usd({ variants: 4 })).toBeCloseTo(4 * one, 10);
    expect(usd({ partialImages: 3 })).toBeCloseTo(one + (300 * 30) / million, 10);
    expect(usd({ inputImages: 2 })).toBeCloseTo(one + (2 * 1536 * 8) / million, 10);
    expect(usd({ promptLength: 4000 })).toBeCloseTo(one + (1000 * 5) / million, 10);
  });

  it.each([
    ['an unknown model', { model: 'sd-turbo' }],
    ['a closing model', { model: 'gpt-image-1.5' }],
    ['a quality without a figure', { model: 'gpt-image-2.6-flare', quality: 'max' }],
  ])('says nothing for %s', (_, changes) => {
    expect(estimateUsd({ ...question, ...changes })).toBeUndefined();
  });
});

describe('usdOfUsage', () => {
  const usage = { inputTextTokens: million, inputImageTokens: million, outputTokens: million };

  it('adds 5, 8 and 30 dollars for a million tokens of each kind', () => {
    expect(usdOfUsage('gpt-image-2.6-sunburst', usage)).toBe(43);
    expect(usdOfUsage('gpt-image-2-2026-04-21', usage)).toBe(43);
  });

  it('says nothing where no price is known', () => {
    expect(usdOfUsage('sd-turbo', usage)).toBeUndefined();
  });
});
