/**
 * Runs `work` alone among all pages and the background of this extension that ask for the lock of this name: what
 * is read, changed and written again in it is not overwritten in between.
 */
export const inLock = <T>(name: string, work: () => Promise<T>): Promise<T> =>
  navigator.locks.request(`repaint ${name}`, work);
