import { browser } from 'wxt/browser';

/** Keeps scripts in web pages away from the stored key. Firefox has no such switch and no way in. */
export async function protectKey(): Promise<void> {
  await browser.storage.local.setAccessLevel?.({ accessLevel: 'TRUSTED_CONTEXTS' });
}
