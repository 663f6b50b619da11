import { build } from 'wxt';

/** Builds the extension once for all end-to-end tests, as a release is built. */
export default async function buildExtension(): Promise<void> {
  await build({ browser: 'chrome' });
  await build({ browser: 'firefox' });
}
