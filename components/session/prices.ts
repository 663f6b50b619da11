import { computed, type ReadonlySignal } from '@preact/signals';
import { type Library, watch } from '../../utils/library/database';
import { type PastTime, pastTimesOf } from '../../utils/library/job-times';
import type { JobRecord } from '../../utils/library/jobs';
import {
  expectedPrice,
  type PastPrice,
  type Price,
  pastPricesOf,
} from '../../utils/money/expected-price';
import type { PriceQuestion } from '../../utils/server/models';
import type { PanelServices } from './services';

/** About what a request will cost this user, by all that is known here. */
export const priceOf = (
  { pastPrices, money }: Pick<PanelServices, 'pastPrices' | 'money'>,
  kind: JobRecord['kind'],
  question: PriceQuestion,
): Price => expectedPrice(kind, question, pastPrices.value, money.current.value.perPictureUsd);

/** How many jobs are looked at to learn prices and times from. */
const jobsRead = 200;

/** What is learned from the user's own pictures. */
interface Past {
  /** What they have cost, the newest first. */
  readonly pastPrices: ReadonlySignal<readonly PastPrice[]>;
  /** How long they took, the newest first. */
  readonly pastTimes: ReadonlySignal<readonly PastTime[]>;
}

/** Follows the library. */
export function watchPast(library: Library): Past {
  const { answer } = watch(async () => {
    // By their end: what happens to running ones is no reason to read all of these again.
    const jobs = await library.jobs.orderBy('endedAt').reverse().limit(jobsRead).toArray();
    return { prices: pastPricesOf(jobs), times: pastTimesOf(jobs) };
  }, console.warn);
  return {
    pastPrices: computed(() => answer.value?.prices ?? []),
    pastTimes: computed(() => answer.value?.times ?? []),
  };
}
