import type { OpenAI } from 'openai';
import { AppError } from '../base/errors';
import { sniffType } from '../codecs/inspect';
import { readAnswer } from './answer';
import { createClient, type TimeLimits, timeLimitsOf } from './client';
import type { Connection } from './connection';
import { markupField } from './knowledge';
import { maxAnswerBytes, withinBytes } from './limits';
import {
  type AnswerListeners,
  checkEditRequest,
  checkRequest,
  commonFields,
  type EditRequest,
  type GenerationRequest,
  type ImageAnswer,
} from './request';
import { toAppError } from './to-app-error';

/** What the SDK's methods take beside the fields. */
interface SendOptions {
  readonly signal: AbortSignal;
  /** ms until the headers */
  readonly timeout: number;
}

interface ImagesCall {
  readonly connection: Connection;
  readonly request: GenerationRequest;
  readonly listeners: AnswerListeners;
  readonly limits: TimeLimits;
  /** Sends the one request; resolves with the raw answer. */
  send(client: OpenAI, options: SendOptions): Promise<Response>;
}

/** How long a stream may stay open after its last picture, ms; hanging up at once looks like a cancel. */
const goodbyeMs = 1000;

/**
 * Sends one request, never a second one, and reads its answer.
 * @throws AppError of `to-app-error.ts`; AbortError when `signal` aborts
 */
async function callImages(signal: AbortSignal, call: ImagesCall): Promise<ImageAnswer> {
  const { connection, request } = call;
  const watch = createIdleWatch();
  const startedAt = performance.now();
  let requestId: string | undefined;
  try {
    signal.throwIfAborted();
    const client = createClient(connection, request.model);
    const all = AbortSignal.any([signal, watch.signal]);
    const response = await call.send(client, { signal: all, timeout: call.limits.headersLimitMs });
    requestId = response.headers.get('x-request-id') ?? undefined;
    call.listeners.onHeaders?.();
    const answer = await read(client, response, { ...call, requestId }, watch, all);
    const { unreached } = answer;
    const { apiKey, baseUrl } = connection;
    return {
      ...answer,
      requestId,
      ...(unreached && { unreached: toAppError(unreached, { apiKey, baseUrl, requestId }) }),
    };
  } catch (error) {
    if (signal.aborted) throw new DOMException('The request was cancelled.', 'AbortError');
    // What is known of a picture out of reach says more than that time ran out on the way to it.
    const isLost = watch.signal.aborted && !(error instanceof AppError && error.details.answerUrls);
    const cause: unknown = isLost ? watch.signal.reason : error;
    const { apiKey, baseUrl } = connection;
    const isLate = performance.now() - startedAt > call.limits.unreachableLimitMs;
    throw toAppError(cause, { apiKey, baseUrl, model: request.model, requestId, isLate });
  } finally {
    watch.stop();
  }
}

function read(
  client: OpenAI,
  response: Response,
  {
    request,
    limits,
    listeners,
    requestId,
  }: ImagesCall & { readonly requestId: string | undefined },
  watch: IdleWatch,
  signal: AbortSignal,
): Promise<ImageAnswer> {
  const { headersLimitMs, idleLimitMs } = limits;
  watch.start(Math.max(headersLimitMs, idleLimitMs));
  watch.endBefore(limits.totalLimitMs);
  return readAnswer(watch.watch(response, idleLimitMs, maxAnswerBytes(request)), {
    client,
    baseUrl: client.baseURL,
    signal,
    listeners,
    onPaid: (usage) => listeners.onPaid?.({ usage, requestId }),
    onComplete: () => watch.endWithin(goodbyeMs),
  });
}

/**
 * `POST /images/edits`: sends the picture once and waits for its edit. Nothing is ever sent again.
 * @throws AppError of the server's or the connection's; before sending: key-missing, key-malformed,
 * base-url-invalid, and what `checkEditRequest` throws; image-type-unsupported
 * @throws AbortError when `signal` aborts
 */
export async function editImage(
  signal: AbortSignal,
  connection: Connection,
  request: EditRequest,
  listeners: AnswerListeners = {},
  limits = timeLimitsOf(connection),
): Promise<ImageAnswer> {
  checkEditRequest(request);
  const { image, references = [] } = request;
  const files = await Promise.all([image, ...references].map(toFile));
  const [first = image] = files;
  const fields = {
    ...commonFields(request),
    // A list goes as `image[]`, which some servers know only for several.
    image: files.length === 1 ? first : files,
    ...overlayField(request, connection),
  };
  return callImages(signal, {
    connection,
    request,
    listeners,
    limits,
    send: (client, options) => client.images.edit(fields, options).asResponse(),
  });
}

/**
 * The marks, or the mask under the name that the server knows it by; never both, as they exclude each
 * other. Both codes are in a mask: alpha 0 and white.
 */
function overlayField({ mask, markup }: EditRequest, { maskForm = 'mask' }: Connection) {
  if (markup) return { [markupField]: pngFile(markup, 'markup.png') };
  if (!mask || maskForm === 'none') return {};
  return { [maskForm]: pngFile(mask, 'mask.png') };
}

const pngFile = (blob: Blob, name: string): File => new File([blob], name, { type: 'image/png' });

/** Named and typed by its bytes: the API refuses files of type `application/octet-stream`. */
async function toFile(blob: Blob, index: number): Promise<File> {
  const start = new Uint8Array(await blob.slice(0, 64).arrayBuffer());
  const type = sniffType(start)?.type ?? '';
  const extension = /^image\/(png|jpeg|webp)$/.exec(type)?.[1];
  if (!extension) throw new AppError('image-type-unsupported');
  return new File([blob], `image-${index + 1}.${extension}`, { type });
}

/**
 * `POST /images/generations`: sends one request and waits for its pictures. Nothing is ever sent again.
 * @throws AppError of the server's or the connection's; before sending: key-missing, key-malformed,
 * base-url-invalid, prompt-empty, prompt-too-long, size-invalid
 * @throws AbortError when `signal` aborts
 */
export async function generateImage(
  signal: AbortSignal,
  connection: Connection,
  request: GenerationRequest,
  listeners: AnswerListeners = {},
  limits = timeLimitsOf(connection),
): Promise<ImageAnswer> {
  checkRequest(request);
  return callImages(signal, {
    connection,
    request,
    listeners,
    limits,
    send: (client, options) => client.images.generate(fieldsOf(request), options).asResponse(),
  });
}

function fieldsOf(request: GenerationRequest) {
  const { moderation, dropped = [] } = request;
  const isLow = moderation === 'low' && !dropped.includes('moderation');
  return { ...commonFields(request), ...(isLow ? { moderation } : {}) };
}

/** Gives up a silent answer. */
interface IdleWatch {
  /** Aborts when the silence was too long; its reason is the AppError answer-stalled. */
  readonly signal: AbortSignal;
  /** Begins to wait. */
  start(limitMs: number): void;
  /** Gives up after `limitMs`, whatever still comes. */
  endWithin(limitMs: number): void;
  /** Gives up after `limitMs`, however little at a time still comes. */
  endBefore(limitMs: number): void;
  stop(): void;
  /** The same answer, each of whose bytes begins the wait anew with `limitMs`, and which may have so many. */
  watch(response: Response, limitMs: number, maxBytes: number): Response;
}

function createIdleWatch(): IdleWatch {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let whole: ReturnType<typeof setTimeout> | undefined;
  let isEnding = false;
  const stop = (): void => clearTimeout(timer);
  const giveUp = (): void => controller.abort(new AppError('answer-stalled'));
  const start = (limitMs: number): void => {
    stop();
    timer = setTimeout(giveUp, limitMs);
  };
  return {
    signal: controller.signal,
    start,
    endWithin(limitMs) {
      start(limitMs);
      isEnding = true;
    },
    endBefore(limitMs) {
      whole = setTimeout(giveUp, limitMs);
    },
    stop() {
      stop();
      clearTimeout(whole);
    },
    watch(response, limitMs, maxBytes) {
      const counter = new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, output) {
          if (!isEnding) start(limitMs);
          output.enqueue(chunk);
        },
      });
      const bounded = withinBytes(response.body, maxBytes);
      const body = bounded?.pipeThrough(counter, { signal: controller.signal }) ?? null;
      const { status, headers } = response;
      return new Response(body, { status, headers });
    },
  };
}
