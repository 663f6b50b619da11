import type { PriceQuestion } from '../../utils/images-api/price';
import { expectedPrice, type Price } from '../../utils/jobs/learned-price';
import type { JobRecord } from '../../utils/library/job-records';
import type { PanelServices } from './services';

/** About what a request will cost this user, by all that is known here. */
export const priceOf = (
  { pastPrices, money }: Pick<PanelServices, 'pastPrices' | 'money'>,
  kind: JobRecord['kind'],
  question: PriceQuestion,
): Price => expectedPrice(kind, question, pastPrices.value, money.value.value.perPictureUsd);
