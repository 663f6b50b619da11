import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { AppError } from '../../utils/base/errors';
import { type CommandHandlers, handleCommands, sendCommand } from '../../utils/commands';

/** What the browsers do with a listener that answers by `sendResponse`; the stand-in can't. */
beforeEach(() => {
  const { runtime } = fakeBrowser;
  let listen: Parameters<typeof runtime.onMessage.addListener>[0] = () => undefined;
  vi.spyOn(runtime.onMessage, 'addListener').mockImplementation((listener) => {
    listen = listener;
  });
  vi.spyOn(runtime, 'sendMessage').mockImplementation(
    (message: unknown) =>
      new Promise((resolve) => void listen(message, { id: runtime.id }, resolve)),
  );
  vi.spyOn(console, 'error').mockReturnValue();
});

/** A background of which only one command is of interest. */
const handle = (testConnection: CommandHandlers['test-connection']) =>
  handleCommands({ 'test-connection': testConnection } as CommandHandlers);

it('answers a command', async () => {
  handle(async ({ model }) => ({ found: model === 'm' ? 'model' : 'key' }));
  expect(await sendCommand('test-connection', { model: 'm' })).toEqual({ found: 'model' });
});

it.each([
  ['rejects', () => Promise.reject(new AppError('storage-full', { details: { status: 1 } }))],
  [
    'throws',
    () => {
      throw new AppError('storage-full', { details: { status: 1 } });
    },
  ],
])('says what has failed where a handler %s, instead of never answering', async (_, fail) => {
  handle(fail);
  await expect(sendCommand('test-connection', { model: 'm' })).rejects.toMatchObject({
    code: 'storage-full',
    details: { status: 1 },
  });
});
