/** How long the thread is kept at a time, ms: what else it has to do waits no longer. */
const sliceMs = 25;

/**
 * Does work on this thread in slices: other tasks, such as the message that ends it, come in between.
 * @param work yields wherever it can rest; the shorter the better
 * @param onSlice told what the work yielded last, after each slice
 * @returns what the work returns
 * @throws the signal's reason where it is aborted
 */
export async function inSlices<T, Y>(
  signal: AbortSignal,
  work: Iterator<Y, T>,
  onSlice?: (yielded: Y) => void,
): Promise<T> {
  const rest = createRest();
  try {
    for (;;) {
      const end = performance.now() + sliceMs;
      let step = work.next();
      while (!step.done && performance.now() < end) step = work.next();
      if (step.done) return step.value;
      onSlice?.(step.value);
      await rest.next();
      signal.throwIfAborted();
    }
  } finally {
    rest.close();
  }
}

/** A task that comes after those that wait; timers would add 4 ms to each. */
function createRest() {
  const { port1, port2 } = new MessageChannel();
  return {
    next: () =>
      new Promise<void>((resolve) => {
        port1.onmessage = () => resolve();
        port2.postMessage(undefined);
      }),
    close: () => port1.close(),
  };
}
