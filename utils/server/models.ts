import { areaOf, type Size } from '../base/geometry';
import type { SizeRules } from '../plan/size-rules';

/** When the table below was last compared with the published model list. */
export const modelsTableDate = '2026-11-22';

/** All quality words that any model takes. */
export const qualityWords = ['auto', 'low', 'medium', 'high', 'xhigh', 'max'] as const;
export type Quality = (typeof qualityWords)[number];

export type ModelState =
  | { readonly kind: 'current' }
  /** Still answers, until `date` (ISO). */
  | { readonly kind: 'closing'; readonly date: string }
  | { readonly kind: 'gone' }
  /** Not in the table: a newer model, or one of a compatible server. */
  | { readonly kind: 'unknown' };

/** Which requests and fields a model takes. */
interface ModelSupport {
  readonly edits: boolean;
  readonly mask: boolean;
  /** A transparent PNG with drawn hints, in place of a mask. */
  readonly markup: boolean;
  readonly complexity: boolean;
  /** `background: transparent`. */
  readonly transparency: boolean;
  /** Streamed answers with previews. */
  readonly partialImages: boolean;
}

/** USD per 1,000,000 tokens. */
interface TokenPrices {
  readonly inputText: number;
  readonly cachedInputText: number;
  readonly inputImage: number;
  readonly cachedInputImage: number;
  readonly outputImage: number;
}

interface Model {
  readonly id: string;
  readonly state: ModelState;
  readonly sizes: SizeRules;
  readonly qualities: readonly Quality[];
  readonly supports: ModelSupport;
  /** Absent where no price is known. */
  readonly prices?: TokenPrices;
  /** True where a price per picture is published, which `price.ts` reproduces. */
  readonly hasPriceTable: boolean;
}

/** What is used where the user has not chosen a model. */
export const defaultModels = {
  edits: 'gpt-image-2.6-sunburst',
  generations: 'gpt-image-2.6-flare',
} as const;

const anySize: SizeRules = {
  kind: 'any',
  multiple: 16,
  maxEdge: 3840,
  minPixels: 655_360,
  maxPixels: 8_294_400,
  maxRatio: 3,
};

const threeSizes: SizeRules = {
  kind: 'fixed',
  sizes: [
    { width: 1024, height: 1024 },
    { width: 1536, height: 1024 },
    { width: 1024, height: 1536 },
  ],
};

const fourQualities = ['auto', 'low', 'medium', 'high'] as const;

/** Published for 2.6 sunburst; third parties report the same for 2.6 flare, 2.5 and 2. */
const prices: TokenPrices = {
  inputText: 5,
  cachedInputText: 1.25,
  inputImage: 8,
  cachedInputImage: 2,
  outputImage: 30,
};

const basicSupport: ModelSupport = {
  edits: true,
  mask: true,
  markup: false,
  complexity: false,
  transparency: false,
  partialImages: true,
};

const current = (
  id: string,
  qualities: readonly Quality[],
  extras: Partial<ModelSupport>,
): Model => ({
  id,
  state: { kind: 'current' },
  sizes: anySize,
  qualities,
  supports: { ...basicSupport, ...extras },
  prices,
  hasPriceTable: id === 'gpt-image-2',
});

const closing = (id: string, date: string): Model => ({
  id,
  state: { kind: 'closing', date },
  sizes: threeSizes,
  qualities: fourQualities,
  supports: basicSupport,
  hasPriceTable: false,
});

const gone = (id: string): Model => ({ ...closing(id, ''), state: { kind: 'gone' } });

/** Every image model of the published list of `modelsTableDate`, the best for edits first. */
export const models: readonly Model[] = [
  current('gpt-image-2.6-sunburst', qualityWords, { markup: true, complexity: true }),
  current('gpt-image-2.6-flare', qualityWords, { markup: true, complexity: true }),
  current('gpt-image-2.5-sunburst', qualityWords, { markup: true, transparency: true }),
  current('gpt-image-2.5-flare', qualityWords, { markup: true, transparency: true }),
  current('gpt-image-2', fourQualities, { transparency: true }),
  closing('gpt-image-1.5', '2026-12-01'),
  closing('gpt-image-1-mini', '2026-12-01'),
  closing('chatgpt-image-latest', '2026-12-01'),
  gone('gpt-image-1'),
  gone('dall-e-2'),
  gone('dall-e-3'),
];

/** What a state has become: a model whose last day is over does not answer any more. */
export const stateAt = (state: ModelState, now: number): ModelState =>
  state.kind === 'closing' && Date.parse(state.date) <= now ? { kind: 'gone' } : state;

/** How long before its last day a model is warned of wherever it is used: 60 days, in ms. */
const warnedBefore = 60 * 24 * 60 * 60 * 1000;

/** True for a model that is gone or soon will be; one that has a year left is no reason to disturb. */
export const endsSoon = (state: ModelState, now = Date.now()): boolean =>
  state.kind === 'gone' ||
  (state.kind === 'closing' && Date.parse(state.date) - now <= warnedBefore);

/**
 * What is known of a model. A dated snapshot (`gpt-image-2-2026-04-21`) is as its family; an id that
 * is not in the table gets what every server takes: three sizes, four qualities, no streaming.
 * @param now ms since 1970: on that day some models are gone
 */
export function findModel(id: string, now = Date.now()): Model {
  const family = id.replace(/-\d{4}-\d{2}-\d{2}$/, '');
  const known = models.find((model) => model.id === id || model.id === family);
  if (known) return { ...known, id, state: stateAt(known.state, now) };
  return {
    id,
    state: { kind: 'unknown' },
    sizes: threeSizes,
    qualities: fourQualities,
    supports: { ...basicSupport, partialImages: false },
    hasPriceTable: false,
  };
}

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
