import type { Usage } from '../library/job-records';
import { isFields } from './error-body';

const tokens = (value: unknown): number | undefined =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0 ? value : undefined;

/**
 * The tokens of an answer, or undefined where the server did not count them. Input tokens without details
 * count as those of images, the dearer kind.
 */
export function readUsage(usage: unknown): Usage | undefined {
  if (!isFields(usage)) return undefined;
  const outputTokens = tokens(usage.output_tokens);
  if (outputTokens === undefined) return undefined;
  const details = isFields(usage.input_tokens_details) ? usage.input_tokens_details : {};
  const inputTextTokens = tokens(details.text_tokens) ?? 0;
  const undetailed = Math.max(0, (tokens(usage.input_tokens) ?? 0) - inputTextTokens);
  const inputImageTokens = tokens(details.image_tokens) ?? undetailed;
  return { inputTextTokens, inputImageTokens, outputTokens };
}
