import { mkdir, mkdtemp, readdir, rename, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ExtensionBrowser } from './extension-browser';
import { until } from './poll';
import { removeFolder } from './temp-folder';

/**
 * Runs `act`, which makes the extension download one file, and resolves to the file's path in `folder` (made if it is not
 * there; a file of that name is replaced). Playwright's `download` event never comes for the side panel, so the
 * browser is told where to save. Throws if no file is complete after 30 s.
 */
export async function downloadInto(
  browser: ExtensionBrowser,
  folder: string,
  act: () => Promise<void>,
): Promise<string> {
  const session = await browser.context.browser()?.newBrowserCDPSession();
  if (session === undefined) throw new Error('Playwright gave no browser session: is it attached?');
  await mkdir(folder, { recursive: true });
  // A folder of its own: Chromium replaces a file of the same name, which could not be told from the old one.
  const downloadPath = await mkdtemp(path.join(path.resolve(folder), 'incoming-'));
  try {
    await session.send('Browser.setDownloadBehavior', { behavior: 'allow', downloadPath });
    await act();
    const finished = () => finishedFile(downloadPath);
    const name = await until('a download to finish', finished, { timeoutMs: 30_000 });
    const file = path.join(path.resolve(folder), name);
    await rename(path.join(downloadPath, name), file);
    return file;
  } finally {
    await session.detach();
    await removeFolder(downloadPath);
  }
}

/**
 * A download begins as ".org.chromium.Chromium.xxxxxx" or "name.crdownload" and gets its name when it is complete;
 * an empty placeholder of that name may come first.
 */
async function finishedFile(folder: string): Promise<string | undefined> {
  const names = await readdir(folder);
  const isPartial = (name: string) => name.startsWith('.') || name.endsWith('.crdownload');
  const name = names.find((candidate) => !isPartial(candidate));
  if (name === undefined || names.some(isPartial)) return undefined;
  return (await stat(path.join(folder, name))).size > 0 ? name : undefined;
}
