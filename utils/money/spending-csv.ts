import type { JobRecord } from '../library/jobs';
import { chargeOf, isUnpriced } from './spending';

const columns = [
  'sent',
  'kind',
  'model',
  'quality',
  'variants',
  'state',
  'usd',
  'certainty',
  'input_text_tokens',
  'input_image_tokens',
  'output_tokens',
  'request_id',
] as const;

/** A cell by RFC 4180. What a spreadsheet would take for a formula is disarmed by an apostrophe. */
function cell(value: string | number | undefined): string {
  const text = String(value ?? '');
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

function certaintyOf(job: JobRecord): 'exact' | 'about' | 'unknown' | undefined {
  const charge = chargeOf(job);
  if (charge) return charge.isExact ? 'exact' : 'about';
  return isUnpriced(job) ? 'unknown' : undefined;
}

function row(job: JobRecord): string {
  const { kind, options, state, usage, requestId } = job;
  const charge = chargeOf(job);
  const cells = [
    new Date(job.sentAt ?? job.createdAt).toISOString(),
    kind,
    options.model,
    options.quality,
    options.variants,
    state,
    charge?.usd.toFixed(6),
    certaintyOf(job),
    usage?.inputTextTokens,
    usage?.inputImageTokens,
    usage?.outputTokens,
    requestId,
  ];
  return cells.map(cell).join(',');
}

/** Every job that was sent, the oldest first, as CSV. Holds no prompt and no key. */
export const spendingCsv = (jobs: readonly JobRecord[]): string =>
  [columns.join(','), ...jobs.filter(({ sentAt }) => sentAt !== undefined).map(row), ''].join(
    '\r\n',
  );
