import { browser } from 'wxt/browser';

/** The tab that this page is, if it is one; asked for as soon as this module is read. */
export const ownTab = browser.tabs.getCurrent();
