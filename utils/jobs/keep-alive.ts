import { browser } from 'wxt/browser';

/**
 * Chromium and Firefox stop a background 30 s after its last extension event, even while it waits
 * for an answer. Any extension API call starts that half minute anew (measured for 400 s).
 */
const intervalMs = 20_000;

/** Keeps the background alive until `work` ends, however it ends. */
export async function keepAliveDuring<T>(work: Promise<T>): Promise<T> {
  const timer = setInterval(() => void browser.runtime.getPlatformInfo(), intervalMs);
  try {
    return await work;
  } finally {
    clearInterval(timer);
  }
}
