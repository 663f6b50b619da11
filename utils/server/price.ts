import { areaOf, type Size } from '../base/geometry';
import { findModel } from './models';

/** What a request will be, as far as its price depends on it. */
export interface PriceQuestion {
  readonly model: string;
  readonly quality: string;
  /** Size of each picture asked for, px. */
  readonly size: Size;
  readonly variants: number;
  /** Pictures sent along: the image and its references. */
  readonly inputImages: number;
  /** Characters of the prompt. */
  readonly promptLength: number;
  /** Previews asked for, 0-3. */
  readonly partialImages: number;
}

export interface PriceEstimate {
  readonly usd: number;
  /**
   * `table`: as in the published table, but for the prompt's few tokens. `about`: a guess. `learned`: the
   * median of what this user paid for like pictures, `low` to `high`. `own`: the user's own price a picture.
   */
  readonly certainty: 'table' | 'about' | 'learned' | 'own';
  readonly low?: number;
  readonly high?: number;
}

/**
 * Tokens along the long side by quality; with `imageOutputTokens` they reproduce the published table of
 * gpt-image-2: $0.006, $0.053 and $0.211 for 1024x1024. Nothing is published for `xhigh` and `max`.
 */
const longSideTokens: ReadonlyMap<string, number> = new Map([
  ['low', 16],
  ['medium', 48],
  ['high', 96],
]);

/** `auto` lets the server choose; the middle one is taken, and the result called "about". */
const assumedForAuto = 'medium';

/** Observed: about 1,000 to 1,536 for each picture sent. The upper end, so as not to promise too little. */
const tokensPerInputImage = 1536;

/** OpenAI's rule of thumb for English; other scripts take more, which is still far below a cent. */
const charactersPerToken = 4;

/** Published: every partial picture adds 100 output tokens. */
const tokensPerPartialImage = 100;

/**
 * Output tokens of one picture of `size` px, or undefined for a quality without a known figure.
 * f = 16 / 48 / 96 by quality, s = round(f * short / long), ceil(f * s * (2,000,000 + pixels) / 4,000,000).
 */
function imageOutputTokens(size: Size, quality: string): number | undefined {
  const long = longSideTokens.get(quality);
  if (long === undefined) return undefined;
  const { width, height } = size;
  const short = Math.round((long * Math.min(width, height)) / Math.max(width, height));
  return Math.ceil((long * short * (2_000_000 + areaOf(size))) / 4_000_000);
}

/**
 * About what a request will cost, in USD. `auto` counts as `medium`. Undefined where nothing is known: models
 * without prices, qualities `xhigh` and `max`; the caller may then learn from past `usage`.
 */
export function estimateUsd(question: PriceQuestion): PriceEstimate | undefined {
  const { model, quality, size, variants, inputImages, promptLength, partialImages } = question;
  const perPicture = imageOutputTokens(size, quality === 'auto' ? assumedForAuto : quality);
  if (perPicture === undefined) return undefined;
  const usd = usdOfUsage(model, {
    inputTextTokens: Math.ceil(promptLength / charactersPerToken),
    inputImageTokens: inputImages * tokensPerInputImage,
    outputTokens: variants * perPicture + partialImages * tokensPerPartialImage,
  });
  if (usd === undefined) return undefined;
  const certain = findModel(model).hasPriceTable && quality !== 'auto' && inputImages === 0;
  return { usd, certainty: certain ? 'table' : 'about' };
}

/** What an answer cost, in USD, from the tokens that the server counted; undefined without prices. */
export function usdOfUsage(model: string, usage: Usage): number | undefined {
  const { prices } = findModel(model);
  if (!prices) return undefined;
  const millionths =
    usage.inputTextTokens * prices.inputText +
    usage.inputImageTokens * prices.inputImage +
    usage.outputTokens * prices.outputImage;
  return millionths / 1_000_000;
}

/** Tokens of one answer, as the server counted them. */
export interface Usage {
  readonly inputTextTokens: number;
  readonly inputImageTokens: number;
  readonly outputTokens: number;
}
