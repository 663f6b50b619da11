import { areaOf } from '../base/geometry';
import type { JobRecord } from '../library/jobs';
import { estimateUsd, type PriceEstimate, type PriceQuestion } from '../server/models';
import type { OwnPrices } from '../settings/settings';

/** What one picture has cost this user, by the server's own count. */
export interface PastPrice {
  readonly kind: JobRecord['kind'];
  readonly model: string;
  readonly quality: string;
  /** Of the picture asked for. */
  readonly pixels: number;
  readonly usdPerPicture: number;
}

/** Sizes count as alike within this factor of their areas. */
const likeArea = 1.5;

/** So many make a better guess than a formula that was published for another model. */
const enough = 3;

/** The newest so many are looked at: prices change. */
const remembered = 30;

function pastPriceOf(job: JobRecord): PastPrice | undefined {
  const { kind, options, costUsd, requestSize } = job;
  if (costUsd === undefined || !requestSize) return undefined;
  const { model, quality, variants } = options;
  return { kind, model, quality, pixels: areaOf(requestSize), usdPerPicture: costUsd / variants };
}

/** @param jobs the newest first */
export const pastPricesOf = (jobs: readonly JobRecord[]): PastPrice[] =>
  jobs.map(pastPriceOf).filter((price) => price !== undefined);

const isLike = (past: PastPrice, kind: JobRecord['kind'], question: PriceQuestion): boolean => {
  const ratio = past.pixels / areaOf(question.size);
  return (
    past.kind === kind &&
    past.model === question.model &&
    past.quality === question.quality &&
    ratio <= likeArea &&
    ratio >= 1 / likeArea
  );
};

/** The price that was paid for like pictures, with its spread; undefined where none is known. */
function learned(
  kind: JobRecord['kind'],
  question: PriceQuestion,
  past: readonly PastPrice[],
): (PriceEstimate & { readonly samples: number }) | undefined {
  const prices = past
    .filter((price) => isLike(price, kind, question))
    .slice(0, remembered)
    .map(({ usdPerPicture }) => usdPerPicture * question.variants)
    .sort((a, b) => a - b);
  const usd = prices[Math.floor(prices.length / 2)];
  const [low] = prices;
  const high = prices.at(-1);
  if (usd === undefined || low === undefined || high === undefined) return undefined;
  return { usd, certainty: 'learned', low, high, samples: prices.length };
}

/** What is known of a price before anything is paid. */
export type Price = PriceEstimate | 'unknown';

/** The amount to count with, USD; undefined where nobody knows it. */
export const usdOf = (price: Price | undefined): number | undefined =>
  price === undefined || price === 'unknown' ? undefined : price.usd;

/**
 * About what a request will cost: from the published table where there is one, from what this user
 * paid for like pictures, by the formula, or, for a model without prices, by the user's own word.
 * @param own USD a picture by model id
 */
export function expectedPrice(
  kind: JobRecord['kind'],
  question: PriceQuestion,
  past: readonly PastPrice[],
  own: OwnPrices = {},
): Price {
  const estimate = estimateUsd(question);
  if (estimate?.certainty === 'table') return estimate;
  const paid = learned(kind, question, past);
  if (paid && !(estimate && paid.samples < enough)) {
    const { usd, certainty, low, high } = paid;
    return { usd, certainty, low, high };
  }
  return estimate ?? ownPrice(question, own);
}

function ownPrice({ model, variants }: PriceQuestion, own: OwnPrices): Price {
  const usd = own[model];
  return usd === undefined ? 'unknown' : { usd: usd * variants, certainty: 'own' };
}
