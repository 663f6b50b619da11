import preact from '@preact/preset-vite';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { findBrowser } from './tests/rig/find-browser';
import { engineFlags } from './tests/rig/launch-flags';
import { memoryCommands } from './tests/support/memory-commands';
import { SummaryReporter } from './tests/support/summary-reporter';

/** The extension API does not exist outside an extension; tests of parts get a small stand-in. */
const alias = {
  'wxt/browser': new URL('./tests/support/fake-browser.ts', import.meta.url).pathname,
};

/** For tests that compute: a machine may be busy with other things, which is no failure. */
const patienceMs = 60_000;

export default defineConfig({
  test: {
    reporters: ['default', new SummaryReporter()],
    projects: [
      {
        resolve: { alias },
        test: {
          name: 'unit',
          sequence: { groupOrder: 0 },
          include: ['tests/unit/**/*.test.ts'],
          environment: 'node',
          testTimeout: patienceMs,
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
          sequence: { groupOrder: 1 },
          testTimeout: patienceMs,
          include: ['tests/browser/**/*.test.{ts,tsx}'],
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            commands: memoryCommands,
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
          sequence: { groupOrder: 2 }, // alone: real clicks and time limits want the machine
          include: ['tests/e2e/**/*.test.ts'],
          environment: 'node',
          globalSetup: ['tests/e2e/build-extension.ts'],
          fileParallelism: false,
          retry: 1, // a native menu or a key press can get lost on a busy screen
          testTimeout: 90_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
});
