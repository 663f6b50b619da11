import type { Page } from 'playwright';
import type { ExtensionBrowser } from '../rig/extension-browser';
import { withHelperPage } from '../rig/helper-page';

/** What tells the newest record of a table. */
const ages = { images: 'createdAt', jobs: 'createdAt', drafts: 'updatedAt' } as const;

/** The newest record of a table of the library, blobs left out, as a page of ours reads it. */
export const newestRecord = async <T>(panel: Page, table: keyof typeof ages): Promise<T> =>
  ((await allRecords<T>(panel, table)).at(-1) ?? null) as T;

/** All records of a table, the oldest first. */
export const allRecords = <T>(panel: Page, table: keyof typeof ages): Promise<T[]> =>
  panel.evaluate(
    ([name, age]) =>
      new Promise<T[]>((resolve, reject) => {
        const opening = indexedDB.open('repaint');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const store = opening.result.transaction(name).objectStore(name);
          const reading = store.getAll();
          reading.onerror = () => reject(reading.error);
          reading.onsuccess = () => {
            opening.result.close();
            const records = reading.result.sort((a, b) => a[age] - b[age]);
            resolve(JSON.parse(JSON.stringify(records)) as T[]);
          };
        };
      }),
    [table, ages[table]] as const,
  );

/** Keeps a table of the library from everybody else, as a slow disk does; returns what lets it go. */
export async function holdTable(page: Page, table: string): Promise<() => Promise<void>> {
  await page.evaluate(
    (name) =>
      new Promise<void>((resolve, reject) => {
        const opening = indexedDB.open('repaint');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const store = opening.result.transaction(name, 'readwrite').objectStore(name);
          const goOn = () => {
            resolve();
            // A transaction lives as long as it is asked something.
            if (document.documentElement.dataset.held === name) store.count().onsuccess = goOn;
            else opening.result.close();
          };
          document.documentElement.dataset.held = name;
          store.count().onsuccess = goOn;
        };
      }),
    table,
  );
  return () => page.evaluate(() => void delete document.documentElement.dataset.held);
}

/**
 * Empties the library and takes all settings back but the connection, so that a test begins as after an
 * installation and not where another has ended. No page of ours may be open, nor a job be running.
 */
export const emptyLibrary = (browser: ExtensionBrowser): Promise<void> =>
  withHelperPage(browser, emptyFrom);

/** The same from a page that has the extension's origin already. */
export const emptyFrom = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const settings = Object.keys(await chrome.storage.local.get());
    await chrome.storage.local.remove(settings.filter((name) => name !== 'connection'));
    const databases = await indexedDB.databases();
    if (!databases.some(({ name }) => name === 'repaint')) return;
    await new Promise<void>((resolve, reject) => {
      const opening = indexedDB.open('repaint');
      opening.onerror = () => reject(opening.error);
      opening.onsuccess = () => {
        const { result } = opening;
        const clearing = result.transaction(result.objectStoreNames, 'readwrite');
        for (const name of result.objectStoreNames) clearing.objectStore(name).clear();
        clearing.onerror = () => reject(clearing.error);
        clearing.oncomplete = () => {
          result.close();
          resolve();
        };
      };
    });
  });
