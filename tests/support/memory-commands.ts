import type { Page } from 'playwright';
import type { BrowserCommand } from 'vitest/node';
import { watchMemory } from '../bench/process-memory';

/* What a test in the browser can ask of the process that runs it: its own memory is not for a page to see. */

declare module 'vitest/browser' {
  interface BrowserCommands {
    /** Throws garbage away and marks the memory that is held now. */
    markMemory(): Promise<void>;
    /** MB held at most since the mark, beyond what was held there; null where the system does not tell. */
    peakMemory(): Promise<number | null>;
  }
}

let peak: (() => Promise<number | undefined>) | undefined;

async function collectGarbage(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('HeapProfiler.collectGarbage');
  await session.detach();
}

const markMemory: BrowserCommand<[]> = async ({ page }) => {
  const browser = page.context().browser();
  await collectGarbage(page);
  peak = browser ? await watchMemory(browser) : undefined;
};

const peakMemory: BrowserCommand<[]> = async () => (await peak?.()) ?? null;

export const memoryCommands = { markMemory, peakMemory };
