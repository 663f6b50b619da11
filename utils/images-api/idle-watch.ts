import { AppError } from '../errors';

/** Gives up a silent answer. */
export interface IdleWatch {
  /** Aborts when the silence was too long; its reason is the AppError answer-stalled. */
  readonly signal: AbortSignal;
  /** Begins to wait. */
  start(limitMs: number): void;
  /** Gives up after `limitMs`, whatever still comes. */
  endWithin(limitMs: number): void;
  stop(): void;
  /** The same answer, each of whose bytes begins the wait anew with `limitMs`. */
  watch(response: Response, limitMs: number): Response;
}

export function createIdleWatch(): IdleWatch {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isEnding = false;
  const stop = (): void => clearTimeout(timer);
  const start = (limitMs: number): void => {
    stop();
    timer = setTimeout(() => controller.abort(new AppError('answer-stalled')), limitMs);
  };
  return {
    signal: controller.signal,
    start,
    endWithin(limitMs) {
      start(limitMs);
      isEnding = true;
    },
    stop,
    watch(response, limitMs) {
      const counter = new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, output) {
          if (!isEnding) start(limitMs);
          output.enqueue(chunk);
        },
      });
      const body = response.body?.pipeThrough(counter, { signal: controller.signal }) ?? null;
      const { status, headers } = response;
      return new Response(body, { status, headers });
    },
  };
}
