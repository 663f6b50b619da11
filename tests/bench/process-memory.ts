import { readFile, writeFile } from 'node:fs/promises';
import type { Browser } from 'playwright';

/**
 * The most memory that a browser's renderer processes held while something was done, beyond what they
 * held before, MB; undefined where the system does not tell.
 */
export async function peakMemoryOf<T>(
  browser: Browser,
  work: () => Promise<T>,
): Promise<{ readonly result: T; readonly peak: number | undefined }> {
  const peak = await watchMemory(browser);
  return { result: await work(), peak: await peak() };
}

/**
 * Begins to watch the memory of a browser's renderer processes; the answer tells the peak since then as
 * `peakMemoryOf` does. Linux keeps such a mark for each process (`VmHWM`, see proc_pid_status(5), set
 * back by proc_pid_clear_refs(5)); elsewhere nothing is known.
 */
export async function watchMemory(browser: Browser): Promise<() => Promise<number | undefined>> {
  if (process.platform !== 'linux') return async () => undefined;
  const renderers = await rendererIds(browser);
  await Promise.all(renderers.map((id) => writeFile(`/proc/${id}/clear_refs`, '5').catch(ifGone)));
  const before = await Promise.all(renderers.map((id) => readStatus(id, 'VmRSS')));
  return async () => {
    const most = await Promise.all(renderers.map((id) => readStatus(id, 'VmHWM')));
    const grown = most.map((held = 0, i) => Math.max(0, held - (before[i] ?? held)));
    return grown.reduce((sum, each) => sum + each, 0);
  };
}

async function rendererIds(browser: Browser): Promise<number[]> {
  const session = await browser.newBrowserCDPSession();
  try {
    const { processInfo } = await session.send('SystemInfo.getProcessInfo');
    return processInfo.filter(({ type }) => type === 'renderer').map(({ id }) => id);
  } finally {
    await session.detach();
  }
}

/** A line of a process's status, in MB; undefined where the process has ended. */
async function readStatus(id: number, name: 'VmRSS' | 'VmHWM'): Promise<number | undefined> {
  const status = await readFile(`/proc/${id}/status`, 'utf8').catch(ifGone);
  const kibibytes = new RegExp(`^${name}:\\s+(\\d+) kB$`, 'm').exec(status ?? '')?.[1];
  return kibibytes === undefined ? undefined : (Number(kibibytes) * 1024) / 1e6;
}

/** A closed page's renderer may still be listed for a moment; it has no part in what is measured. */
function ifGone(error: unknown): undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'ENOENT' && code !== 'ESRCH') throw error;
}
