import { APIConnectionError, APIConnectionTimeoutError, APIError } from 'openai';
import { AppError, type ErrorCode, type ErrorDetails } from '../base/errors';
import { helpLinks, isOfficial } from './connection';
import { errorCodeOf, isFields, type Refusal } from './refusals';

/** What is known of the request that failed. */
interface ErrorContext {
  /** Only to take it out of every text. */
  readonly apiKey: string;
  readonly baseUrl: string;
  readonly model?: string;
  /** Of the answer, where its headers came and its body failed. */
  readonly requestId?: string | undefined;
  /** True where no answer came, but so late that the server must have had the request. */
  readonly isLate?: boolean;
}

/** Longest server message kept, characters. */
const maxMessageLength = 2000;

/**
 * What a failed request means to the user. The texts' placeholders: `$1` is the model (model-not-found,
 * access-denied, organization-unverified), the field (parameter-unknown) or the server's origin
 * (server-unreachable, connection-broken, not-an-images-api, timed-out). Nothing of the error holds the key.
 */
export function toAppError(error: unknown, context: ErrorContext): AppError {
  if (error instanceof AppError) return withContext(error, context);
  if (error instanceof APIError) return fromApiError(error, context);
  const serverMessage = messageFor(error instanceof Error ? error.message : String(error), context);
  return new AppError('unexpected', {
    cause: causeFor(error, context),
    details: { ...idOf(context), serverMessage },
  });
}

function fromApiError(error: APIError, context: ErrorContext): AppError {
  if (error.cause instanceof AppError) return withContext(error.cause, context);
  const connectionCode = codeOfConnection(error, context);
  if (connectionCode) return named(connectionCode, error, context, {});
  const refusal = refusalOf(error);
  const code = errorCodeOf(refusal, context.apiKey !== '');
  const wait = retryAfterMs(error.headers);
  return named(
    code,
    error,
    { ...context, requestId: error.requestID ?? context.requestId },
    {
      ...(refusal.status === undefined ? {} : { status: refusal.status }),
      ...(refusal.message ? { serverMessage: messageFor(refusal.message, context) } : {}),
      ...rawOf(error, context),
      ...(wait === undefined ? {} : { retryAfterMs: wait }),
      ...(code === 'parameter-unknown'
        ? { substitutions: [messageFor(refusal.param, context)] }
        : {}),
    },
  );
}

function codeOfConnection(error: APIError, { isLate }: ErrorContext): ErrorCode | undefined {
  if (error instanceof APIConnectionTimeoutError) return 'timed-out';
  if (!(error instanceof APIConnectionError)) return undefined;
  return isLate ? 'connection-broken' : 'server-unreachable';
}

/** The body as it came; of an error in an answer of status 200 what the SDK was given of it. */
function rawOf({ error: body }: APIError, context: ErrorContext): ErrorDetails {
  if (!isFields(body)) return {};
  const raw = typeof body.raw === 'string' ? body.raw : JSON.stringify(body);
  return raw.trim() === '' ? {} : { rawAnswer: messageFor(raw, context) };
}

/** The SDK writes the status before the message; the body has it plain. */
function refusalOf(error: APIError): Refusal {
  const body: unknown = error.error;
  const message = typeof body === 'string' ? body : (messageIn(body) ?? error.message);
  const code = String(error.code ?? '');
  // Proxies put the status in `code`, and relays answer 200 or nothing with it.
  const status = error.status ?? (/^[45]\d\d$/.test(code) ? Number(code) : undefined);
  return { status, code, type: error.type ?? '', param: error.param ?? '', message };
}

const messageIn = (body: unknown): string | undefined =>
  typeof body === 'object' && body !== null && 'message' in body && typeof body.message === 'string'
    ? body.message
    : undefined;

function named(
  code: ErrorCode,
  error: Error,
  context: ErrorContext,
  details: ErrorDetails,
): AppError {
  const substitutions = substitutionsFor(code, context);
  return new AppError(code, {
    cause: causeFor(error, context),
    details: {
      ...idOf(context),
      ...helpFor(code, context),
      ...(substitutions ? { substitutions } : {}),
      ...details,
    },
  });
}

function substitutionsFor(code: ErrorCode, context: ErrorContext): string[] | undefined {
  switch (code) {
    case 'model-not-found':
    case 'access-denied':
    case 'organization-unverified':
      return [context.model ?? ''];
    case 'server-unreachable':
    case 'connection-broken':
    case 'not-an-images-api':
    case 'timed-out':
      return [new URL(context.baseUrl).origin];
    default:
      return undefined;
  }
}

function withContext(error: AppError, context: ErrorContext): AppError {
  const { code, details } = error;
  const substitutions = details.substitutions ?? substitutionsFor(code, context);
  const { serverMessage } = details;
  return new AppError(code, {
    ...(error.cause === undefined ? {} : { cause: causeFor(error.cause, context) }),
    details: {
      ...idOf(context),
      ...helpFor(code, context),
      ...details,
      ...(substitutions ? { substitutions } : {}),
      ...(serverMessage ? { serverMessage: messageFor(serverMessage, context) } : {}),
      ...keylessUrls(details, context),
    },
  });
}

/** An address that quotes the key is not kept: it would be of no use without it. */
function keylessUrls({ answerUrls }: ErrorDetails, { apiKey }: ErrorContext): ErrorDetails {
  return answerUrls ? { answerUrls: answerUrls.filter((url) => !quotes(url, apiKey)) } : {};
}

/** By the whole key: its like, or a part of it, may stand in any address by chance. */
const quotes = (url: string, key: string): boolean =>
  key.length >= 8 && (url.includes(key) || url.includes(encodeURIComponent(key)));

/** OpenAI's pages help with OpenAI's own API only. */
function helpFor(code: ErrorCode, { baseUrl }: ErrorContext): ErrorDetails {
  const helpUrl = URL.canParse(baseUrl) && isOfficial(baseUrl) ? helpLinks[code] : undefined;
  return helpUrl ? { helpUrl } : {};
}

const idOf = (context: ErrorContext): ErrorDetails =>
  context.requestId ? { requestId: messageFor(context.requestId, context) } : {};

const messageFor = (text: string, { apiKey }: ErrorContext): string =>
  redactKey(text.slice(0, 2 * maxMessageLength), apiKey).slice(0, maxMessageLength);

/** Name and message only: the SDK's errors carry bodies and headers, which may quote the key. */
function causeFor(error: unknown, context: ErrorContext): Error {
  const { name, message } = error instanceof Error ? error : new Error(String(error));
  const cause = new Error(messageFor(message, context));
  cause.name = name;
  return cause;
}

/** Stands where a key stood. */
const mark = '[key]';

/** Parts of the key this long are taken for an echo of it, not for chance. */
const shortestPart = 8;

/** Keys by their looks, whole or masked (`sk-ab***yz`). */
const keyLike = /\b(?:sk|pk|rk|sess|key)-[\w*•…-]{2,}(?:\.{2,}[\w*•…-]+)?/g;

/** What servers quote from a key they refuse: `Incorrect API key provided: ****yz.` */
const quotedKey = /(api[ _-]?key provided:?\s*)\S+/gi;
const bearer = /(bearer\s+)\S+/gi;

/** Something masked with stars, which servers do to keys only. */
const masked = /[\w-]*(?:\*{2,}|•{2,})[\w*•-]*/g;

/**
 * `text` without `apiKey`, without any part of it of 8 characters or more, and without anything that
 * looks like a key, masked or not.
 */
export function redactKey(text: string, apiKey: string): string {
  return withoutParts(text, apiKey.trim())
    .replace(quotedKey, `$1${mark}`)
    .replace(bearer, `$1${mark}`)
    .replace(keyLike, mark)
    .replace(masked, mark);
}

function withoutParts(text: string, key: string): string {
  if (key.length < shortestPart) return key.length >= 4 ? text.replaceAll(key, mark) : text;
  let result = '';
  let at = 0;
  while (at < text.length) {
    const length = commonLength(text, at, key);
    result += length > 0 ? mark : text.charAt(at);
    at += Math.max(1, length);
  }
  return result;
}

/** Length of the longest part of `key` that stands at `at`; 0 for a shorter one than counts. */
function commonLength(text: string, at: number, key: string): number {
  if (!key.includes(text.slice(at, at + shortestPart)) || at + shortestPart > text.length) return 0;
  let length = shortestPart;
  while (at + length < text.length && key.includes(text.slice(at, at + length + 1))) length += 1;
  return length;
}

/**
 * How long the server asks to wait, in ms: `Retry-After` in seconds or as a date (RFC 9110, 10.2.3).
 * Undefined where it says nothing that can be read.
 */
function retryAfterMs(headers: Headers | undefined, now = Date.now()): number | undefined {
  const text = headers?.get('retry-after')?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const date = Date.parse(text);
  return Number.isNaN(date) ? undefined : Math.max(0, date - now);
}
