import { setTimeout as wait } from 'node:timers/promises';

/** Thrown where the client hung up, or the server is closing: there is nobody left to answer. */
export class ClientGone extends Error {}

/**
 * Waits `ms`, or until `released` aborts; 0 does not even yield to a timer.
 * @throws ClientGone when `signal` aborts
 */
export async function delay(
  ms: number,
  signal: AbortSignal,
  released?: AbortSignal,
): Promise<void> {
  if (signal.aborted) throw new ClientGone();
  if (ms <= 0) return;
  const ends = released ? AbortSignal.any([signal, released]) : signal;
  await wait(ms, undefined, { signal: ends }).catch(() => {
    if (signal.aborted) throw new ClientGone();
  });
}

/** Never returns an answer. @throws ClientGone when `signal` aborts */
export function stall(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    const leave = (): void => reject(new ClientGone());
    if (signal.aborted) leave();
    else signal.addEventListener('abort', leave, { once: true });
  });
}
