import type { ErrorCode } from '../errors';
import { htmlPageType, type WireError } from './error-body';
import { requiredFields } from './image-request';
import { markupField } from './takes-marks';

/** A refusal with its HTTP status; none for errors in a stream or in an answer of status 200. */
export interface Refusal extends WireError {
  readonly status: number | undefined;
}

type Rule = readonly [ErrorCode, (refusal: Refusal) => boolean];

const isOneOf = (text: string, ...words: readonly string[]): boolean => words.includes(text);

/** What the server names by `code` or `type`, whatever the status. */
const named: readonly Rule[] = [
  [
    'moderation-blocked',
    ({ code }) => isOneOf(code, 'moderation_blocked', 'content_policy_violation', 'content_filter'),
  ],
  ['quota-exhausted', ({ code, type }) => isOneOf('insufficient_quota', code, type)],
  [
    'spend-limit-reached',
    ({ code }) =>
      /^((project|organization)_spend_limit_exceeded|billing_hard_limit_reached)$/.test(code),
  ],
  ['rate-limited', ({ code }) => code === 'rate_limit_exceeded'],
  ['key-wrong', ({ code, type }) => code === 'invalid_api_key' || type === 'authentication_error'],
  [
    'organization-unverified',
    ({ message }) => /organization must be verified|verify your organization/i.test(message),
  ],
];

/** What the status alone says. 403 comes before the model: a listed one can be closed to a project. */
const byStatus: readonly Rule[] = [
  ['key-wrong', ({ status }) => status === 401],
  ['quota-exhausted', ({ status }) => status === 402],
  ['access-denied', ({ status }) => status === 403],
  // A gateway's: the model behind it may still be at work.
  ['timed-out', ({ status = 0 }) => [408, 504, 524].includes(status)],
  ['image-rejected', ({ status }) => status === 413],
  ['rate-limited', ({ status }) => status === 429],
  ['not-an-images-api', ({ status }) => status === 405 || status === 501],
  ['server-failed', ({ status = 0 }) => status >= 500],
  ['not-an-images-api', ({ type }) => type === htmlPageType],
];

/** What in the request was refused: `param` first, then words of servers that name none. */
const byField: readonly Rule[] = [
  [
    'model-not-found',
    ({ status, code, param, message }) =>
      code === 'model_not_found' ||
      param === 'model' ||
      (status === 404 && /\bmodel\b/i.test(message)),
  ],
  ['not-an-images-api', ({ status }) => status === 404],
  ['image-rejected', ({ param, code }) => param === markupField && /^invalid_image/.test(code)],
  ['marks-refused', ({ param }) => param === markupField],
  [
    'parameter-unknown',
    ({ code, type, param }) =>
      param !== '' &&
      !requiredFields.includes(param) && // these can't be left out
      (isOneOf(code, 'unknown_parameter', 'unsupported_parameter') || type === 'extra_forbidden'),
  ],
  [
    'prompt-too-long',
    ({ param, code, message }) =>
      param === 'prompt' &&
      (code === 'string_above_max_length' || /too long|at most/i.test(message)),
  ],
  ['size-invalid', ({ param }) => param === 'size'],
  ['mask-rejected', ({ param }) => isOneOf(param, 'mask', 'mask_image')],
  [
    'image-rejected',
    ({ param, code }) => /^image(\b|_url)/.test(param) || /^invalid_image/.test(code),
  ],
  ['marks-refused', ({ message }) => /\bmarkup\b/i.test(message)],
  ['mask-rejected', ({ message }) => /\bmask\b/i.test(message)],
  ['size-invalid', ({ message }) => /\binvalid (image )?size\b/i.test(message)],
  ['image-rejected', ({ message }) => /\binvalid image\b/i.test(message)],
  ['server-failed', ({ code, type }) => isOneOf('server_error', code, type)],
  [
    'request-invalid',
    ({ status, type }) => status !== undefined || type === 'invalid_request_error',
  ],
];

const rules: readonly Rule[] = [...named, ...byStatus, ...byField];

/** Our code for a refusal: the first rule that fits. `hasKey`: whether a key was sent. */
export function errorCodeOf(refusal: Refusal, hasKey: boolean): ErrorCode {
  const code = rules.find(([, fits]) => fits(refusal))?.[0] ?? 'server-failed';
  return code === 'key-wrong' && !hasKey ? 'key-missing' : code;
}
