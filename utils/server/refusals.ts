import type { ErrorCode } from '../base/errors';
import { markupField } from './knowledge';
import { requiredFields } from './request';

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

/** A refusal as the API documents it: `{"error": {message, type, param, code}}`, all texts. */
interface WireError {
  readonly message: string;
  readonly type: string;
  readonly param: string;
  readonly code: string;
  /** The whole body as it came. */
  readonly raw?: string;
}

/** `type` of the error that stands for an HTML page; no server sends it. */
export const htmlPageType = 'html_page';

type Fields = Readonly<Record<string, unknown>>;

export const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null;

const textOf = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : '';

const plain = (message: string): WireError => ({ message, type: '', param: '', code: '' });

/**
 * The error in a JSON body: the documented form, `{"error":"text"}` (stable-diffusion.cpp), `{"detail":…}`
 * (FastAPI); undefined where there is none.
 */
export function errorInJson(body: unknown): WireError | undefined {
  if (!isFields(body)) return undefined;
  if (typeof body.error === 'string' && body.error !== '') return plain(body.error);
  if (isFields(body.error)) return documentedError(body.error);
  return body.detail === undefined || body.detail === null ? undefined : errorInDetail(body.detail);
}

function documentedError(error: Fields): WireError {
  const { message, type, param, code } = error;
  return {
    message: textOf(message) || JSON.stringify(error),
    type: textOf(type),
    param: textOf(param),
    code: textOf(code),
  };
}

/** FastAPI says a text, or a list of `{type, loc: ['body', FIELD], msg}` of which the first is shown. */
function errorInDetail(detail: unknown): WireError {
  if (typeof detail === 'string') return plain(detail);
  const first: unknown = Array.isArray(detail) ? detail[0] : detail;
  if (!isFields(first)) return plain(JSON.stringify(detail));
  const param = Array.isArray(first.loc) ? textOf(first.loc.at(-1)) : textOf(first.param);
  const message = textOf(first.msg) || textOf(first.message) || JSON.stringify(first);
  return { message, type: textOf(first.type), param, code: textOf(first.code) };
}

/** The error in the body of a failed answer, whatever its form. */
export function errorInText(text: string): WireError {
  const trimmed = text.trim();
  if (trimmed.startsWith('<')) {
    const title = /<title[^>]*>([^<]*)</i.exec(trimmed)?.[1]?.trim() ?? '';
    return { ...plain(title), type: htmlPageType };
  }
  try {
    const body: unknown = JSON.parse(trimmed);
    return errorInJson(body) ?? (isFields(body) ? documentedError(body) : plain(trimmed));
  } catch {
    return plain(trimmed);
  }
}
