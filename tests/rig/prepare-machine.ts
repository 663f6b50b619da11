import { findBrowser } from './find-browser';
import { findFirefox } from './firefox';
import { ensureFirefox, ensureSystemTools, installBrowser } from './install';

/** Gets what the tests need where that is allowed; else says which one command to run and ends with 1. */
try {
  await ensureSystemTools(console.log);
  if (findBrowser() === undefined) await installBrowser(console.log);
  if (findFirefox() === undefined) await ensureFirefox(console.log);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
