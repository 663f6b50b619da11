import { AppError } from '../errors';

/** Gives up a silent answer. Runs from `start` until `stop`. */
export interface IdleWatch {
  /** Aborts when the silence was too long; its reason is the AppError answer-stalled. */
  readonly signal: AbortSignal;
  /** Begins to wait, or begins anew with another limit, ms. */
  start(limitMs: number): void;
  stop(): void;
  /** The same answer, each of whose bytes begins the wait anew with `limitMs`. */
  watch(response: Response, limitMs: number): Response;
}

export function createIdleWatch(): IdleWatch {
  const controller = new AbortController();
  let timer: ReturnType<typeof setTimeout> | undefined;
  const stop = (): void => clearTimeout(timer);
  const start = (limitMs: number): void => {
    stop();
    timer = setTimeout(() => controller.abort(new AppError('answer-stalled')), limitMs);
  };
  return {
    signal: controller.signal,
    start,
    stop,
    watch(response, limitMs) {
      const counter = new TransformStream<Uint8Array, Uint8Array>({
        transform(chunk, output) {
          start(limitMs);
          output.enqueue(chunk);
        },
      });
      const body = response.body?.pipeThrough(counter, { signal: controller.signal }) ?? null;
      const { status, headers } = response;
      return new Response(body, { status, headers });
    },
  };
}
