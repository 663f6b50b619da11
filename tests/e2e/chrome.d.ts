import type { Browser } from 'wxt/browser';

/** Functions given to `evaluate` run inside Chromium's extension contexts, where `chrome` exists. */
declare global {
  const chrome: typeof Browser;
}
