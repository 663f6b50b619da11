import { fakeBrowser } from 'wxt/testing/fake-browser';

/*
 * Gives WXT's storage items an extension's storage, in memory. To be imported before anything that
 * defines an item: they look for the browser when they are loaded.
 */
Object.assign(globalThis, { chrome: fakeBrowser });

/** The ends of the locks that are held or waited for, by name. */
const ends = new Map<string, Promise<unknown>>();

/** Node 20 has no Web Locks; these are held by one after the other. */
const locks = {
  request<T>(name: string, work: () => Promise<T>): Promise<T> {
    const before = ends.get(name) ?? Promise.resolve();
    const result = before.then(work, work);
    ends.set(name, result);
    return result;
  },
};

if (!globalThis.navigator?.locks)
  Object.defineProperty(globalThis, 'navigator', { value: { locks }, configurable: true });
