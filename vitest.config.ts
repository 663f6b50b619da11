import { availableParallelism } from 'node:os';
import preact from '@preact/preset-vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findBrowser } from './tests/rig/find-browser';
import { engineFlags } from './tests/rig/launch-flags';
import { gainMapCommand } from './tests/support/gain-map-command';
import { LongFilesFirst } from './tests/support/long-files-first';
import { memoryCommands } from './tests/support/memory-commands';
import { SummaryReporter } from './tests/support/summary-reporter';

/** The extension API does not exist outside an extension; tests of parts get a small stand-in. */
const alias = {
  'wxt/browser': new URL('./tests/support/fake-browser.ts', import.meta.url).pathname,
};

/**
 * What is tested is imported by Node itself. Vite's module runner looks each import up whenever it is used, and what
 * computes takes twice as long then.
 */
const natively = {
  execArgv: ['--import', 'tsx'],
  env: { TSX_TSCONFIG_PATH: new URL('./tests/tsconfig.json', import.meta.url).pathname }, // the same alias
  server: { deps: { external: [ownFiles('utils/.*'), ownFiles('tests/(?!.*\\.test\\.).*')] } },
};

/** Matches TypeScript files of this folder, wherever it lies. */
function ownFiles(path: string): RegExp {
  const root = new URL('.', import.meta.url).pathname;
  return new RegExp(`^${root.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}${path}\\.ts$`);
}

/** For tests that compute: a machine may be busy with other things, which is no failure. */
const patienceMs = 60_000;

/** A poll ends as soon as it is true; one second is no sign of a fault on a busy machine. */
const expect = { poll: { timeout: 40_000 } };

/**
 * How many files run at the same time, of whatever project. One of them only waits for its first seven minutes
 * (`faults-table/long-waits`), and an end-to-end test waits for its browser half of its time.
 */
const maxWorkers = 1 + availableParallelism();

export default defineConfig({
  test: {
    maxWorkers,
    sequence: { sequencer: LongFilesFirst },
    reporters: ['default', new SummaryReporter()],
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          expect,
          include: ['tests/unit/**/*.test.ts'],
          environment: 'node',
          isolate: false, // what they import is read once a process, not once a file
          ...natively,
          testTimeout: patienceMs,
          hookTimeout: patienceMs,
        },
      },
      {
        plugins: [preact()],
        resolve: { alias },
        // Found only while the tests run, they would make Vite reload in the middle of one.
        optimizeDeps: {
          include: [
            'axe-core',
            'dexie',
            'fast-png',
            'lucide',
            'perfect-freehand',
            'preact',
            'preact/hooks',
            'preact/jsx-runtime',
            'preact/jsx-dev-runtime',
            '@preact/signals',
            'wxt/testing/fake-browser',
            'wxt/utils/storage',
          ],
        },
        test: {
          name: 'browser',
          expect,
          testTimeout: patienceMs,
          hookTimeout: patienceMs,
          include: ['tests/browser/**/*.test.{ts,tsx}'],
          browser: {
            enabled: true,
            headless: true,
            fileParallelism: false, // one page at a time, beside all else
            screenshotFailures: false,
            commands: { ...memoryCommands, ...gainMapCommand },
            provider: playwright({
              launchOptions: { executablePath: findBrowser(), args: engineFlags() },
            }),
            instances: [{ browser: 'chromium', viewport: { width: 400, height: 700 } }],
          },
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['tests/e2e/**/*.test.ts'],
          environment: 'node',
          isolate: false,
          globalSetup: [
            'tests/e2e/build-extension.ts',
            'tests/e2e/share-pictures.ts',
            'tests/e2e/write-tables.ts',
          ],
          expect,
          testTimeout: 180_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'bench',
          include: ['tests/bench/**/*.test.ts'],
          environment: 'node',
        },
      },
    ],
  },
});
