import type { Page } from 'playwright';
import type { ExtensionBrowser } from './extension-browser';

/** Address of a page that has the extension's origin and runs none of its code: the text of its manifest. */
export const codelessAddress = ({ extensionId }: Pick<ExtensionBrowser, 'extensionId'>): string =>
  `chrome-extension://${extensionId}/manifest.json`;

/**
 * Lends `act` a page that has the extension's origin and its APIs but runs none of its code, and closes it afterwards.
 * What playwright evaluates there counts as a user gesture.
 */
export async function withHelperPage<T>(
  browser: ExtensionBrowser,
  act: (helper: Page) => Promise<T>,
): Promise<T> {
  const helper = await browser.context.newPage();
  try {
    await helper.goto(codelessAddress(browser));
    return await act(helper);
  } finally {
    await helper.close();
  }
}
