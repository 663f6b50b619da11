import { type ReadonlySignal, signal } from '@preact/signals';
import { browser } from 'wxt/browser';

/** Opens this page as a tab; undefined where it is one already, and until that is known. */
export function createOpenInTab(): ReadonlySignal<(() => void) | undefined> {
  const action = signal<() => void>();
  void browser.tabs.getCurrent().then((tab) => {
    if (tab) return; // only pages that are tabs get one
    action.value = () =>
      void browser.tabs.create({ url: browser.runtime.getURL('/sidepanel.html') });
  });
  return action;
}
