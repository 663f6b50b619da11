import { AppError, type ErrorCode } from '../../../utils/base/errors';
import { editImage, generateImage } from '../../../utils/server/call';
import { defaultTimeLimits, type TimeLimits } from '../../../utils/server/client';
import type { Connection } from '../../../utils/server/connection';
import type {
  AnswerListeners,
  EditRequest,
  GenerationRequest,
  ImageAnswer,
} from '../../../utils/server/request';
import { makeMask, makePhoto, pictureHeight, pictureWidth } from '../images-server/helpers';

/** Short enough for tests, long enough for the local server to paint. */
export const limits: TimeLimits = {
  ...defaultTimeLimits,
  headersLimitMs: 5000,
  idleLimitMs: 5000,
};

export const generation: GenerationRequest = {
  prompt: 'a tree',
  model: 'gpt-image-2.6-flare',
  size: { width: pictureWidth, height: pictureHeight },
  quality: 'low',
  variants: 1,
  partialImages: 0,
};

const toBlob = (data: Buffer): Blob => new Blob([new Uint8Array(data)], { type: 'image/png' });
const files = Promise.all([makePhoto(), makeMask()]).then((both) => both.map(toBlob));

/** An edit of a noisy photo with a mask of its size. */
export async function makeEdit(changes: Partial<EditRequest> = {}): Promise<EditRequest> {
  const [image = new Blob(), mask] = await files;
  return { ...generation, model: 'gpt-image-2.6-sunburst', image, mask, ...changes };
}

export interface CallOptions {
  readonly signal?: AbortSignal;
  readonly listeners?: AnswerListeners;
  readonly limits?: TimeLimits;
}

export const generate = (
  server: Connection,
  changes: Partial<GenerationRequest> = {},
  options: CallOptions = {},
): Promise<ImageAnswer> =>
  generateImage(
    options.signal ?? new AbortController().signal,
    { apiKey: server.apiKey, baseUrl: server.baseUrl },
    { ...generation, ...changes },
    options.listeners ?? {},
    options.limits ?? limits,
  );

export const edit = (
  server: Connection,
  request: EditRequest,
  options: CallOptions = {},
): Promise<ImageAnswer> =>
  editImage(
    options.signal ?? new AbortController().signal,
    { apiKey: server.apiKey, baseUrl: server.baseUrl },
    request,
    options.listeners ?? {},
    options.limits ?? limits,
  );

/** The failure of a call that must fail with an error of ours. */
export async function failureOf(call: Promise<unknown>): Promise<AppError> {
  const outcome = await call.then(
    () => new Error('The call succeeded.'),
    (error: unknown) => error,
  );
  if (outcome instanceof AppError) return outcome;
  throw outcome;
}

export const codeOf = async (call: Promise<unknown>): Promise<ErrorCode> =>
  (await failureOf(call)).code;

/** Everything that an error could show anybody, as one text. */
export function everythingIn(error: AppError): string {
  const { cause } = error;
  const inner =
    cause instanceof Error ? `${cause.message} ${cause.stack} ${Object.values(cause)}` : '';
  const fields = JSON.stringify({ ...error, cause });
  return [error.message, error.stack, fields, inner].join(' ');
}
