import type { CDPSession } from 'playwright';
import { until } from '../rig/poll';

/** Counts the time that a page's main thread has been at work: scripts, style, layout, painting. */
export interface TaskClock {
  /** ms of work since the page was opened. */
  now(): Promise<number>;
  /** The same, once the page has come to rest. */
  whenQuiet(): Promise<number>;
}

/** ms of work between two looks that still count as rest; the dashes around a mask move on and on. */
const restMs = 3;

/**
 * Reads Chromium's own bookkeeping (`TaskDuration` of the Performance domain) in processor time, so
 * that what else runs on the machine does not count.
 */
export async function createTaskClock(session: CDPSession): Promise<TaskClock> {
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const now = async () => {
    const { metrics } = await session.send('Performance.getMetrics');
    const seconds = metrics.find(({ name }) => name === 'TaskDuration')?.value;
    if (seconds === undefined) throw new Error('This browser reports no TaskDuration');
    return seconds * 1000;
  };
  return {
    now,
    async whenQuiet() {
      let last = await now();
      const isQuiet = async () => {
        const before = last;
        last = await now();
        return last - before < restMs;
      };
      await until('the page to come to rest', isQuiet, { timeoutMs: 20_000 });
      return last;
    },
  };
}
