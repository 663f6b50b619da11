/**
 * Every way in which something can go wrong for the user. For each code the locale files hold
 * two texts, `error_<code>` (what happened) and `error_<code>_next` (what to do); a convention
 * test keeps the lists the same. Dashes become underscores in the locale keys.
 */
export const errorCodes = [
  // capture: getting an image into the library
  'page-closed-to-extensions',
  'page-needs-a-click',
  'page-gone',
  'page-silent',
  'permission-refused',
  'no-image-there',
  'image-empty',
  'image-not-an-image',
  'image-truncated',
  'image-not-found',
  'image-forbidden',
  'image-unreachable',
  'image-timeout',
  'image-too-large',
  'image-type-unsupported',
  'svg-needs-opening',
  'svg-too-heavy',
  'image-ends-panel',
  'video-black',
  'file-not-an-image',
  'folder-not-an-image',
  'address-not-an-image',
  'nothing-to-take',
  'clipboard-kept-back',
  'capture-interrupted',
  'page-not-in-front',
  // back to the page
  'image-not-on-page',
  'page-refuses-image',
  // before anything is sent
  'prompt-empty',
  'prompt-too-long',
  'mask-empty',
  'marks-not-taken',
  'marks-too-large',
  'crop-too-narrow',
  'model-missing',
  'reference-gone',
  'server-removed',
  'monthly-limit-reached',
  'key-missing',
  'key-malformed',
  'key-locked',
  'passphrase-missing',
  'passphrase-wrong',
  'passphrase-short',
  'settings-changed',
  'settings-file-invalid',
  'base-url-invalid',
  // the server's answers
  'server-unreachable',
  'connection-broken',
  'key-wrong',
  'organization-unverified',
  'access-denied',
  'model-not-found',
  'moderation-blocked',
  'size-invalid',
  'image-rejected',
  'mask-rejected',
  'marks-refused',
  'parameter-unknown',
  'request-invalid',
  'rate-limited',
  'quota-exhausted',
  'spend-limit-reached',
  'server-failed',
  'not-an-images-api',
  'answer-incomplete',
  'answer-stalled',
  'answer-undecodable',
  'answer-unreachable',
  'answer-leads-inside',
  'answer-too-large',
  'answer-misfit',
  'answer-reframed',
  'answer-empty',
  'timed-out',
  // jobs
  'interrupted-before-sending',
  'interrupted-while-waiting',
  'interrupted-after-sending',
  'interrupted-while-finishing',
  'interrupted-on-device',
  // filling from the rest of the picture
  'nothing-to-copy',
  // this device
  'storage-full',
  'out-of-memory',
  'unexpected',
] as const;

export type ErrorCode = (typeof errorCodes)[number];

/** What an error says beyond its code. Plain data: it is stored in the library with the job. */
export interface ErrorDetails {
  /** Fills the placeholders $1, $2 … of the error's texts, in order. */
  readonly substitutions?: readonly string[];
  /** The server's request id (`x-request-id`), for the user to quote to support. */
  readonly requestId?: string;
  /** The server's own words, without any key; shown under "Details". */
  readonly serverMessage?: string;
  /** The server's answer as it came, cut and without any key; shown under "Details". */
  readonly rawAnswer?: string;
  /** Where pictures of an answer are that could not be fetched. */
  readonly answerUrls?: readonly string[];
  /** A page that helps on. */
  readonly helpUrl?: string;
  /** HTTP status of the answer. */
  readonly status?: number;
  /** Milliseconds after which the server allows another try (`Retry-After`). */
  readonly retryAfterMs?: number;
}

/** A failure with a name of ours. `cause` is what was caught, for the console. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, options: { cause?: unknown; details?: ErrorDetails } = {}) {
    super(code, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.details = options.details ?? {};
  }
}

/** A failure as it is stored in the library and shown in the panel. */
export interface StoredError extends ErrorDetails {
  readonly code: ErrorCode;
}

/** True for the outcome of an aborted signal, which is normal and never shown as a failure. */
export const isAbort = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'AbortError' || error.name === 'APIUserAbortError');

/** Dexie wraps what the browser says: a commit's failure as `inner`, those of many writes in `failures`. */
function isFullDisk(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { inner, failures } = error as { inner?: unknown; failures?: unknown };
  return (
    error.name === 'QuotaExceededError' ||
    isFullDisk(inner) ||
    (Array.isArray(failures) && failures.some(isFullDisk))
  );
}

/**
 * True for what engines throw where they find no room. Chromium: RangeError "Array buffer allocation failed",
 * "Invalid typed array length: …", InvalidStateError "The ImageBitmap could not be allocated."; Firefox:
 * InternalError "allocation size overflow", and the bare text "out of memory".
 */
function isOutOfMemory(error: unknown): boolean {
  if (!(error instanceof Error)) return error === 'out of memory';
  return /allocat|out of memory|array (buffer )?length/i.test(error.message);
}

/** As `asAppError`, with `code` for whatever is no full disk and no lack of memory. */
export function asAppErrorElse(code: ErrorCode, error: unknown): AppError {
  const known = asAppError(error);
  return known.code === 'unexpected' ? new AppError(code, { cause: error }) : known;
}

/** `error` itself if it has a code of ours, else the nearest one for what browsers throw. */
export function asAppError(error: unknown): AppError {
  if (error instanceof AppError) return error;
  if (isFullDisk(error)) return new AppError('storage-full', { cause: error });
  if (isOutOfMemory(error)) return new AppError('out-of-memory', { cause: error });
  return new AppError('unexpected', {
    cause: error,
    details: { serverMessage: error instanceof Error ? error.message : String(error) },
  });
}

export const toStoredError = (error: unknown): StoredError => {
  const { code, details } = asAppError(error);
  return { code, ...details };
};
