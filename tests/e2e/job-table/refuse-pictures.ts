/**
 * Lets no picture be written into a database, as a full disk does, or writes all again. By a seam: with
 * `unlimitedStorage` Chromium refuses no write for a quota. Runs in the background, so it stands for itself.
 */
export function refusePictures(isFull: boolean): void {
  const store = IDBObjectStore.prototype as unknown as Record<string, unknown>;
  for (const name of ['put', 'add']) {
    store[`true-${name}`] ??= store[name];
    const write = store[`true-${name}`] as (...given: unknown[]) => unknown;
    store[name] = !isFull
      ? write
      : function (this: unknown, ...given: unknown[]) {
          const values = Object.values(given[0] as object).flat();
          if (values.some((value) => value instanceof Blob))
            throw new DOMException('full', 'QuotaExceededError');
          return write.apply(this, given);
        };
  }
}
