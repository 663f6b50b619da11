import type { OpenAI } from 'openai';
import { AppError } from '../errors';
import type { Connection } from '../settings/settings';
import { createClient } from './create-client';
import { createIdleWatch, type IdleWatch } from './idle-watch';
import type { AnswerListeners, GenerationRequest, ImageAnswer } from './image-request';
import { readAnswer } from './read-answer';
import type { TimeLimits } from './time-limits';
import { toAppError } from './to-app-error';

/** What the SDK's methods take beside the fields. */
export interface SendOptions {
  readonly signal: AbortSignal;
  /** ms until the headers */
  readonly timeout: number;
}

export interface ImagesCall {
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
export async function callImages(signal: AbortSignal, call: ImagesCall): Promise<ImageAnswer> {
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
    return { ...(await read(client, response, call, watch, all)), requestId };
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
  { limits, listeners }: ImagesCall,
  watch: IdleWatch,
  signal: AbortSignal,
): Promise<ImageAnswer> {
  const { headersLimitMs, idleLimitMs } = limits;
  watch.start(Math.max(headersLimitMs, idleLimitMs));
  return readAnswer(watch.watch(response, idleLimitMs), {
    client,
    baseUrl: client.baseURL,
    signal,
    listeners,
    onComplete: () => watch.endWithin(goodbyeMs),
  });
}
