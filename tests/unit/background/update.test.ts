import '../../support/extension-storage';
import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { deferUpdates } from '../../../entrypoints/background/update';

const reload = vi.fn();
let announce: () => void;

beforeEach(() => {
  fakeBrowser.reset();
  reload.mockClear();
  vi.spyOn(fakeBrowser.runtime.onUpdateAvailable, 'addListener').mockImplementation((listener) => {
    announce = () => void listener({ version: '2' });
  });
  Object.assign(fakeBrowser.runtime, { reload });
});

it('takes a newer version at once where nothing is under way', async () => {
  deferUpdates({ isBusy: async () => false });
  announce();
  await expect.poll(() => reload.mock.calls.length).toBe(1);
});

it('does not take it while something is under way, but as soon as that has ended', async () => {
  let isBusy = true;
  const asked = vi.fn();
  const updateIfIdle = deferUpdates({
    isBusy: async () => {
      asked();
      return isBusy;
    },
  });
  announce();
  await expect.poll(() => asked.mock.calls.length).toBe(1);
  await updateIfIdle();
  expect(reload).not.toHaveBeenCalled();
  isBusy = false;
  await updateIfIdle();
  expect(reload).toHaveBeenCalledTimes(1);
});

it('is still due in a background that was started after the announcement', async () => {
  let isBusy = true;
  deferUpdates({ isBusy: async () => isBusy });
  announce();
  await expect
    .poll(async () => JSON.stringify(await fakeBrowser.storage.session.get()))
    .toContain('true');
  isBusy = false;
  await deferUpdates({ isBusy: async () => isBusy })();
  expect(reload).toHaveBeenCalledTimes(1);
});

it('reloads nothing where no newer version waits', async () => {
  await deferUpdates({ isBusy: async () => false })();
  expect(reload).not.toHaveBeenCalled();
});
