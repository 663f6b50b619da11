import { t, uiLanguage } from '../../utils/base/i18n';
import { isOnDevice, type JobRecord } from '../../utils/library/jobs';
import type { ImageRecord } from '../../utils/library/records';
import { formatUsd } from './money';

/** What is said of a job that succeeded: its cost, what was left untouched, and what is unusual in that result. */
export function successText(job: JobRecord, result: ImageRecord | undefined): string {
  const isExact = result?.changedOutside?.changed === 0;
  const outside = isExact ? t('onlyPaintedChanged') : countedText(result);
  return [costText(job), outside, ignoredText(result), unmatchedText(result), largeText(job)]
    .filter(Boolean)
    .join(' · ');
}

/** What it cost: as counted, else as estimated before, else that nobody knows. */
export function costText(job: JobRecord): string {
  const { costUsd, estimatedUsd, usage } = job;
  if (isOnDevice(job)) return t('costFree');
  if (costUsd !== undefined) return t('costWas', formatUsd(costUsd));
  if (estimatedUsd !== undefined) return t('costWasAbout', formatUsd(estimatedUsd));
  if (!usage) return t('priceUnknown');
  const tokens = usage.inputTextTokens + usage.inputImageTokens + usage.outputTokens;
  return t('costWasTokens', new Intl.NumberFormat(uiLanguage()).format(tokens));
}

/**
 * "0 of 1,920,000 pixels changed outside": the promise, counted; for whoever wants to know more than that it was kept. Empty where
 * there is nothing outside.
 */
export function countedText(result: ImageRecord | undefined): string {
  if (!result?.changedOutside) return '';
  const { changed, total } = result.changedOutside;
  const number = new Intl.NumberFormat(uiLanguage());
  return t('changedOutside', number.format(changed), number.format(total));
}

/** From this share on the model has plainly not kept to the mask; below it fields at random look changed. */
const ignoredFrom = 0.05;

/** Said where the model has changed what was to stay: none of that was taken. */
const ignoredText = (result: ImageRecord | undefined): string =>
  (result?.answerOutside ?? 0) < ignoredFrom
    ? ''
    : t('maskIgnored', Math.round(100 * (result?.answerOutside ?? 0)));

/** Said where the answer is in its own colours although it was to be matched. */
const unmatchedText = (result: ImageRecord | undefined): string =>
  result?.unmatched ? t('colourUnmatched') : '';

/** From this share of the picture on, little is left to fill from. */
const largeFrom = 1 / 3;

/** Said where a model would have done better. */
const largeText = ({ filledShare = 0 }: JobRecord): string =>
  filledShare > largeFrom ? t('removeLarge') : '';
