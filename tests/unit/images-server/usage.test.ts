import { describe, expect, it } from 'vitest';
import { imageInputTokens, imageOutputTokens, usageOf } from '../../images-server/usage';

const square = { width: 1024, height: 1024 };

describe('tokens', () => {
  it.each([
    ['low', 0.006],
    ['medium', 0.053],
    ['high', 0.211],
  ])('of a 1024x1024 image of %s quality cost about $%d', (quality, dollars) => {
    expect((imageOutputTokens(square, quality) * 30) / 1_000_000).toBeCloseTo(dollars, 3);
  });

  it('of an input image stay within 1,000-1,536', () => {
    expect(imageInputTokens({ width: 1, height: 1 })).toBe(1000);
    expect(imageInputTokens(square)).toBe(1024);
    expect(imageInputTokens({ width: 3840, height: 2160 })).toBe(1536);
  });

  it('add up', () => {
    const usage = usageOf({
      prompt: 'eight ch',
      inputs: [square, square],
      output: square,
      quality: 'low',
      images: 3,
      partialImages: 2,
    });
    expect(usage.input_tokens).toBe(2 + 2 * 1024);
    expect(usage.output_tokens).toBe(3 * 196 + 200);
    expect(usage.total_tokens).toBe(usage.input_tokens + usage.output_tokens);
  });
});
