import { tryByHand } from './by-hand';
import { cleanUpOnSignals, createCleanup } from './cleanup';
import { hasScreen, readOptions } from './options';
import { createReport, StepError } from './report';
import { runTour } from './tour';

/** `npm start`: the extension in a real browser, for the user's hands or, without a screen, by itself. */
async function start(): Promise<void> {
  const options = readOptions(process.argv.slice(2));
  const report = createReport(process.stdout);
  const cleanup = createCleanup();
  cleanUpOnSignals(cleanup);
  try {
    if (options.tour || !hasScreen(process.platform, process.env))
      await runTour(report, cleanup, options);
    else await tryByHand(report, cleanup);
  } finally {
    await cleanup.run();
  }
}

start().catch((error: unknown) => {
  const where = error instanceof StepError ? `Failed at "${error.step}": ` : '';
  console.error(`\n${where}${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = 1;
});
