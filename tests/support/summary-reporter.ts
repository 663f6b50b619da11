import type { Reporter, TestModule } from 'vitest/node';

/** Closes a run with one plain line that any tool can read: "12 passed, 0 failed". */
export class SummaryReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    let passed = 0;
    let failed = unhandledErrors.length;
    for (const module of modules) {
      const states = [...module.children.allTests()].map((test) => test.result().state);
      passed += states.filter((state) => state === 'passed').length;
      failed += states.filter((state) => state === 'failed').length;
      if (module.state() === 'failed' && !states.includes('failed')) failed += 1; // did not load
    }
    console.log(`${passed} passed, ${failed} failed`);
  }
}
