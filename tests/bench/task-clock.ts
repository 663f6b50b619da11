import type { CDPSession } from 'playwright';
import { until } from '../rig/poll';

/** How long a page's main thread has been at work, ms: scripts, style, layout, painting. */
export interface Work {
  /** By the clock on the wall: what the user waits for. */
  readonly tasks: number;
  /** Of the processor only: what else runs on the machine does not count. */
  readonly processor: number;
}

export interface TaskClock {
  now(): Promise<Work>;
  /** The same, once the page has come to rest. */
  whenQuiet(): Promise<Work>;
}

/** ms of work between two looks that still count as rest; the dashes around a mask move on and on. */
const restMs = 3;

/** Reads Chromium's own bookkeeping: `TaskDuration` and `ThreadTime` of the protocol's Performance domain. */
export async function createTaskClock(session: CDPSession): Promise<TaskClock> {
  await session.send('Performance.enable', { timeDomain: 'timeTicks' });
  const now = async (): Promise<Work> => {
    const { metrics } = await session.send('Performance.getMetrics');
    const read = (wanted: string): number => {
      const seconds = metrics.find(({ name }) => name === wanted)?.value;
      if (seconds === undefined) throw new Error(`This browser does not report ${wanted}`);
      return seconds * 1000;
    };
    return { tasks: read('TaskDuration'), processor: read('ThreadTime') };
  };
  return {
    now,
    async whenQuiet() {
      let last = await now();
      const isQuiet = async () => {
        const before = last;
        last = await now();
        return last.processor - before.processor < restMs;
      };
      await until('the page to come to rest', isQuiet, { timeoutMs: 20_000 });
      return last;
    },
  };
}
