import type { Size } from './sizes';

/** The `usage` object of an answer, tokens. */
export interface Usage {
  input_tokens: number;
  input_tokens_details: { image_tokens: number; text_tokens: number };
  output_tokens: number;
  output_tokens_details: { image_tokens: number; text_tokens: number };
  total_tokens: number;
}

/**
 * Long-side tokens per quality: 16 / 48 / 96 reproduce the published per-image prices of gpt-image-2.
 * Nothing is published for `xhigh` and `max`; their figures only have to be dearer than `high`.
 */
const longSideTokens: Readonly<Record<string, number>> = {
  low: 16,
  medium: 48,
  high: 96,
  xhigh: 128,
  max: 160,
};
const tokensPerPartialImage = 100;

/** Output tokens of one image by the gpt-image-2 formula; `auto` counts as medium. */
export function imageOutputTokens(size: Size, quality: string): number {
  const factor = longSideTokens[quality] ?? 48;
  const long = Math.max(size.width, size.height);
  const short = Math.round((factor * Math.min(size.width, size.height)) / long);
  return Math.ceil((factor * short * (2_000_000 + size.width * size.height)) / 4_000_000);
}

/** Input tokens of one picture: its pixels / 1024, kept within the observed 1,000-1,536. */
export function imageInputTokens(size: Size): number {
  const byArea = Math.round((size.width * size.height) / 1024);
  return Math.min(1536, Math.max(1000, byArea));
}

export interface UsageFacts {
  prompt: string;
  inputs: readonly Size[];
  output: Size;
  quality: string;
  images: number;
  partialImages: number;
}

export function usageOf(facts: UsageFacts): Usage {
  const text = Math.ceil(facts.prompt.length / 4);
  const image = facts.inputs.reduce((sum, size) => sum + imageInputTokens(size), 0);
  const output =
    facts.images * imageOutputTokens(facts.output, facts.quality) +
    facts.partialImages * tokensPerPartialImage;
  return {
    input_tokens: text + image,
    input_tokens_details: { image_tokens: image, text_tokens: text },
    output_tokens: output,
    output_tokens_details: { image_tokens: output, text_tokens: 0 },
    total_tokens: text + image + output,
  };
}
