import type { ErrorCode } from '../../utils/base/errors';
import type { AnswerFault, ErrorFault, FaultKind } from '../images-server/behaviour';

/** The one place that says what becomes of each fault of the images server. */

/** The code of each refusal, whatever was asked and however it comes. */
export const errorCodes: Readonly<Record<ErrorFault, ErrorCode>> = {
  invalid_api_key: 'key-wrong',
  organization_not_verified: 'organization-unverified',
  moderation_blocked: 'moderation-blocked',
  invalid_size: 'size-invalid',
  invalid_image_file: 'image-rejected',
  mask_size_mismatch: 'mask-rejected',
  unknown_parameter: 'parameter-unknown',
  model_not_found: 'model-not-found',
  rate_limit_exceeded: 'rate-limited',
  insufficient_quota: 'quota-exhausted',
  project_spend_limit_exceeded: 'spend-limit-reached',
  organization_spend_limit_exceeded: 'spend-limit-reached',
  billing_hard_limit_reached: 'spend-limit-reached',
  http_500: 'server-failed',
  http_502: 'server-failed',
  http_503: 'server-failed',
  http_504: 'timed-out',
};

export type AnswerOutcome = ErrorCode | 'picture';

/** What is read from each spoilt answer to a request for a stream. */
export const streamOutcomes: Readonly<Record<AnswerFault, AnswerOutcome>> = {
  error_event: 'server-failed',
  error_event_bare: 'server-failed',
  cut_in_base64: 'answer-incomplete',
  ended_in_base64: 'answer-incomplete',
  no_completed: 'answer-incomplete',
  stall: 'answer-stalled',
  split_lines: 'picture',
  no_last_blank_line: 'picture',
  json_to_stream: 'picture',
  reset_before_headers: 'server-unreachable',
  empty_body: 'answer-empty',
  undecodable_image: 'answer-undecodable',
  one_pixel: 'picture',
  html_200: 'not-an-images-api',
  whitespace_before_json: 'picture',
};

/** What is read from each spoilt answer in one piece. */
export const jsonOutcomes: typeof streamOutcomes = {
  ...streamOutcomes,
  no_completed: 'answer-empty',
};

/** What an edit with a mask ends with; a picture is one only where it fits into the image. */
export const editOutcomes: Readonly<Record<FaultKind, AnswerOutcome>> = {
  ...errorCodes,
  ...streamOutcomes,
  one_pixel: 'answer-misfit',
};
