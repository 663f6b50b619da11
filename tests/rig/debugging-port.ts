import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { until } from './poll';

/** One entry of the browser's list of things that can be debugged. */
export interface Target {
  id: string;
  type: string;
  url: string;
  /** Of the document; its address until its head has been read. */
  title: string;
}

/** Reads the port that the browser chose from its profile; waits until the browser has written it there. */
export function debuggingPort(profile: string): Promise<number> {
  return until(
    `the debugging port of the browser with profile ${profile}`,
    async () => {
      const text = await readFile(path.join(profile, 'DevToolsActivePort'), 'utf8');
      return Number(text.split('\n')[0]);
    },
    { timeoutMs: 40_000 },
  );
}

/** Lists the targets over HTTP, which attaches no debugger to any of them. */
export async function listTargets(port: number): Promise<Target[]> {
  const answer = await fetch(`http://127.0.0.1:${port}/json/list`);
  const list: unknown = await answer.json();
  return Array.isArray(list) ? list.filter(isTarget) : [];
}

/** Closes a page or ends a worker. */
export async function closeTarget(port: number, id: string): Promise<void> {
  await fetch(`http://127.0.0.1:${port}/json/close/${id}`);
}

function isTarget(value: unknown): value is Target {
  if (typeof value !== 'object' || value === null) return false;
  const texts: (keyof Target)[] = ['id', 'type', 'url', 'title'];
  return texts.every((name) => name in value && typeof Reflect.get(value, name) === 'string');
}
