import { browser } from 'wxt/browser';
import { storage } from 'wxt/utils/storage';

/** Whether a newer version waits; as long as the browser runs and this one is loaded. */
const updateItem = storage.defineItem<boolean>('session:updateWaits', { fallback: false });

interface UpdateRules {
  /** True while a reload would cut something off: a job, a capture, an answer that is not stored, a page of ours. */
  readonly isBusy: () => Promise<boolean>;
}

/**
 * Lets a newer version wait until nothing is under way. Without a listener Firefox reloads the extension the moment
 * it has downloaded one, a paid request in the middle or not.
 * @returns to be called whenever something has ended; else the browser's next start brings the newer version
 */
export function deferUpdates({ isBusy }: UpdateRules): () => Promise<void> {
  const updateIfIdle = async () => {
    if ((await updateItem.getValue()) && !(await isBusy())) browser.runtime.reload();
  };
  browser.runtime.onUpdateAvailable.addListener(() => {
    void updateItem.setValue(true).then(updateIfIdle).catch(console.warn);
  });
  return updateIfIdle;
}
