import type { Page } from 'playwright';

/** The newest record of a table of the library, blobs left out, as a page of ours reads it. */
export const newestRecord = <T>(panel: Page, table: 'images' | 'jobs'): Promise<T> =>
  panel.evaluate(
    (name) =>
      new Promise<T>((resolve, reject) => {
        const opening = indexedDB.open('repaint');
        opening.onerror = () => reject(opening.error);
        opening.onsuccess = () => {
          const store = opening.result.transaction(name).objectStore(name);
          const reading = store.index('createdAt').getAll();
          reading.onerror = () => reject(reading.error);
          reading.onsuccess = () => {
            opening.result.close();
            resolve(JSON.parse(JSON.stringify(reading.result.at(-1))) as T);
          };
        };
      }),
    table,
  );
