import { type Browser, chromium, type Page } from 'playwright';
import { requireBrowser } from '../rig/find-browser';
import { engineFlags } from '../rig/launch-flags';
import { buildPage } from './build-page';
import { serve } from './static-server';

/** Frames are not held back, so that their distance is what they cost. */
const unlimited = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];

/** Opens the page of `editor-page.ts` anew for each thing to measure. */
export interface EditorBrowser {
  onPage<Result>(work: (page: Page) => Promise<Result>): Promise<Result>;
  close(): Promise<void>;
}

export async function openEditorBrowser(): Promise<EditorBrowser> {
  const server = await serve(await buildPage('editor-page.html'));
  const browser: Browser = await chromium.launch({
    executablePath: requireBrowser(),
    args: [...engineFlags(), ...unlimited],
  });
  return {
    async onPage(work) {
      const page = await browser.newPage({ viewport: { width: 400, height: 480 } });
      page.on('pageerror', ({ message }) => console.error(message));
      try {
        await page.goto(`${server.origin}/editor-page.html`);
        await page.waitForFunction(() => window.editorBench !== undefined);
        return await work(page);
      } finally {
        await page.close();
      }
    },
    async close() {
      await browser.close();
      await server.close();
    },
  };
}
