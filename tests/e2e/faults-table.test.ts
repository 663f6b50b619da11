import { afterAll, beforeAll } from 'vitest';
import { findFirefox } from '../rig/firefox';
import { testEnds } from './job-table/ends';
import { type BrowserName, browserNames } from './job-table/job-browser';
import { startLongWaits, testLongWaits } from './job-table/long-waits';
import type { Scene } from './job-table/scene';
import { testServerFaults } from './job-table/server-faults';
import { writeTable } from './job-table/table';

/*
 * Every fault that the local server knows, every end that a user or a browser can make of a job, and waits of
 * minutes, in both browsers; what came of it is written to `out/faults-table.md`. The long waits go on beside the
 * other rows, so that all of it takes little longer than they do.
 */

const isHere = (name: BrowserName): boolean => name === 'Chromium' || findFirefox() !== undefined;
const waits = new Map<BrowserName, Promise<Scene>>();

beforeAll(async () => {
  for (const name of browserNames.filter(isHere)) {
    const waiting = startLongWaits(name);
    waits.set(name, waiting);
    await waiting.catch(() => undefined); // its own tests say so
  }
});
afterAll(async () => {
  for (const waiting of waits.values())
    await waiting.then((scene) => scene.close()).catch(() => undefined);
  writeTable();
});

for (const name of browserNames.filter(isHere)) {
  testServerFaults(name);
  testEnds(name);
}
for (const name of browserNames.filter(isHere))
  testLongWaits(name, () => waits.get(name) ?? Promise.reject(new Error('not started')));
