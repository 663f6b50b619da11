import { build } from 'wxt';

/** Builds the extension once for all end-to-end tests, as a release is built: not with what development adds. */
export default async function buildExtension(): Promise<void> {
  const before = process.env.NODE_ENV;
  process.env.NODE_ENV = 'production'; // the test runner says `test`
  try {
    await build({ browser: 'chrome' });
    await build({ browser: 'firefox' });
  } finally {
    process.env.NODE_ENV = before;
  }
}
