import { fakeBrowser } from 'wxt/testing/fake-browser';

/*
 * Gives WXT's storage items an extension's storage, in memory. To be imported before anything that
 * defines an item: they look for the browser when they are loaded.
 */
Object.assign(globalThis, { chrome: fakeBrowser });
