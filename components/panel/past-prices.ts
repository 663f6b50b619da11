import { computed, type ReadonlySignal } from '@preact/signals';
import { type PastPrice, pastPricesOf } from '../../utils/jobs/learned-price';
import type { Library } from '../../utils/library/database';
import { watch } from '../../utils/library/watch';

/** How many jobs are looked at to learn prices from. */
const jobsRead = 200;

/** What the user's own pictures have cost, the newest first; follows the library. */
export function watchPastPrices(library: Library): ReadonlySignal<readonly PastPrice[]> {
  const { value } = watch(async () => {
    // By their end: what happens to running ones is no reason to read all of these again.
    const jobs = await library.jobs.orderBy('endedAt').reverse().limit(jobsRead).toArray();
    return pastPricesOf(jobs);
  }, console.warn);
  return computed(() => value.value ?? []);
}
