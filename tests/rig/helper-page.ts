import type { Page } from 'playwright';
import type { ExtensionBrowser } from './extension-browser';

/**
 * Lends `act` a page that has the extension's origin and its APIs but runs none of its code (the text of its manifest),
 * and closes it afterwards. What playwright evaluates there counts as a user gesture.
 */
export async function withHelperPage<T>(
  browser: ExtensionBrowser,
  act: (helper: Page) => Promise<T>,
): Promise<T> {
  const helper = await browser.context.newPage();
  try {
    await helper.goto(`chrome-extension://${browser.extensionId}/manifest.json`);
    return await act(helper);
  } finally {
    await helper.close();
  }
}
