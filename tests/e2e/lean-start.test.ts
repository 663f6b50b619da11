import { resolve } from 'node:path';
import { expect, it } from 'vitest';
import { launchWithExtension } from '../rig/extension-browser';

/** Evaluated before the page's own code: notes which of the browser's APIs are looked up, and whether all of them are listed. */
function watchApis(): void {
  const seen = new Set<string | symbol>();
  const page = globalThis as unknown as { browser: object; seenApis: Set<string | symbol> };
  page.seenApis = seen;
  page.browser = new Proxy(page.browser, {
    get(apis, name) {
      seen.add(name);
      return Reflect.get(apis, name);
    },
    ownKeys(apis) {
      seen.add('all');
      return Reflect.ownKeys(apis);
    },
    getOwnPropertyDescriptor(apis, name) {
      seen.add(name);
      return Reflect.getOwnPropertyDescriptor(apis, name);
    },
  });
}

it('the panel starts without setting up the APIs that it does not need: each takes a while', async () => {
  const extensionPath = resolve(import.meta.dirname, '../../.output/chrome-mv3');
  const { context, extensionId, close } = await launchWithExtension({
    extensionPath,
    headless: true,
  });
  try {
    const panel = await context.newPage();
    await panel.addInitScript(watchApis);
    await panel.goto(`chrome-extension://${extensionId}/sidepanel.html`);
    await panel.getByText('Open a file').waitFor();
    const seen = await panel.evaluate(() => [
      ...(globalThis as unknown as { seenApis: Set<string | symbol> }).seenApis,
    ]);
    expect(seen).toEqual(expect.arrayContaining(['runtime', 'storage', 'tabs', 'i18n']));
    for (const unused of ['all', 'contextMenus', 'scripting', 'declarativeNetRequest'])
      expect(seen).not.toContain(unused);
  } finally {
    await close();
  }
});
