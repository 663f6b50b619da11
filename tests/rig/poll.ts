export interface PollOptions {
  /** How long to keep asking, ms. */
  timeoutMs?: number;
  /** Pause between two questions, ms. */
  stepMs?: number;
}

/** Resolves after `ms` milliseconds. Only for polling: a test waits for a condition, never for a time. */
export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/**
 * Asks `probe` again and again until its answer is truthy, and resolves to that answer.
 * Throws an error that names `what` once `timeoutMs` (20,000 ms) has passed. An error thrown by `probe` counts
 * as "not yet"; the last one becomes the `cause`.
 */
export async function until<T>(
  what: string,
  probe: () => T | Promise<T>,
  { timeoutMs = 20_000, stepMs = 40 }: PollOptions = {},
): Promise<NonNullable<T>> {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    let cause: unknown;
    try {
      const answer = await probe();
      if (answer) return answer;
    } catch (error) {
      cause = error;
    }
    if (performance.now() > deadline) {
      const reason = cause instanceof Error ? `: ${cause.message}` : '';
      throw new Error(`Waited ${timeoutMs} ms in vain for ${what}${reason}`, { cause });
    }
    await pause(stepMs);
  }
}
