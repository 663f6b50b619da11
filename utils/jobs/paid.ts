import type { ImageAnswer } from '../images-api/image-request';
import { usdOfUsage } from '../images-api/price';
import type { JobRecord } from '../library/job-records';

/** What an answer says about its price, as it is stored with the job. */
export const paidFor = (
  model: string,
  { usage, requestId }: ImageAnswer,
): Pick<JobRecord, 'usage' | 'costUsd' | 'requestId'> => ({
  usage,
  costUsd: usage && usdOfUsage(model, usage),
  requestId,
});
