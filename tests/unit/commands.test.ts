import { beforeEach, expect, it, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { AppError } from '../../utils/base/errors';
import { sendCommand } from '../../utils/commands';
import { type CommandHandlers, handleCommands, isArgumentOf } from '../../utils/handle-commands';

/** What the browsers do with a listener that answers by `sendResponse`; the stand-in can't. */
let senderUrl: string;
let senderId: string;

beforeEach(() => {
  const { runtime } = fakeBrowser;
  senderUrl = runtime.getURL('/sidepanel.html');
  senderId = runtime.id;
  let listen: Parameters<typeof runtime.onMessage.addListener>[0] = () => undefined;
  vi.spyOn(runtime.onMessage, 'addListener').mockImplementation((listener) => {
    listen = listener;
  });
  vi.spyOn(runtime, 'sendMessage').mockImplementation(
    (message: unknown) =>
      new Promise((resolve) => void listen(message, { id: senderId, url: senderUrl }, resolve)),
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

const found = async () => ({ found: 'model' as const });

it.each([
  ['a script in a web page', 'https://evil.example/'],
  ['nobody in particular', ''],
  ['another extension', fakeBrowser.runtime.getURL('/sidepanel.html'), 'another-extension'],
])('hears no command of %s', async (_, url, id = fakeBrowser.runtime.id) => {
  handle(found);
  senderUrl = url;
  senderId = id;
  const outcome = await Promise.race([
    sendCommand('test-connection', { model: 'm' }),
    new Promise((resolve) => setTimeout(resolve, 50, 'no answer')),
  ]);
  expect(outcome).toBe('no answer');
});

it.each([
  ['test-connection', { model: 5 }],
  ['test-connection', { model: 'm', __proto__: null, extra: 1 }],
  ['test-connection', null],
  ['test-connection', { model: 'x'.repeat(64 * 2 ** 20) }],
])('refuses what %s does not take: %#', async (command, argument) => {
  const handler = vi.fn(found);
  handle(handler);
  await expect(sendCommand(command as 'test-connection', argument as never)).rejects.toMatchObject({
    code: 'unexpected',
  });
  expect(handler).not.toHaveBeenCalled();
});

const workspaceId = 'window-1';

it.each<[Parameters<typeof isArgumentOf>[0], unknown, boolean]>([
  ['start-job', { jobId: 'a' }, true],
  ['start-job', { jobId: { toString: 'a' } }, false],
  ['pick-on-page', { tabId: 1, windowId: 2 }, true],
  ['pick-on-page', { tabId: '1', windowId: 2 }, false],
  ['capture-address', { url: 'https://a.example/a.png', workspaceId }, true],
  ['capture-address', { url: 'https://a.example/a.png' }, false],
  ['capture-address', { url: 'javascript:alert(1)', workspaceId }, false],
  ['capture-address', { url: 'chrome://settings', workspaceId }, false],
  ['get-file', { url: 'http://a.example/a.png', page: {}, imageId: undefined, workspaceId }, true],
  ['get-file', { url: 'file:///etc/passwd', page: {}, workspaceId }, false],
  [
    'preview-file',
    { url: 'https://a.example/a.png', frame: { tabId: 1, windowId: 1, frameId: 0 } },
    true,
  ],
  ['preview-file', { url: 'data:image/png,', frame: { tabId: 1, windowId: 1, frameId: 0 } }, false],
  ['preview-file', { url: 'https://a.example/a.png' }, false],
  ['get-file', { url: 'https://a.example/', page: { pageTitle: {} }, workspaceId }, false],
  [
    'get-file',
    { url: 'https://a.example/', page: { frame: { tabId: 1, windowId: 1 } }, workspaceId },
    false,
  ],
  ['extend-image', { imageId: 'a', ratio: 1.5 }, true],
  ['extend-image', { imageId: 'a', ratio: Number.NaN }, false],
  ['extend-image', { imageId: 'a', sides: { left: 1, top: 0, right: 0, bottom: 1e9 } }, false],
  ['check-jobs', {}, true],
  ['check-jobs', [], false],
])('%s takes %o: %s', (command, argument, isTaken) => {
  expect(isArgumentOf(command, argument)).toBe(isTaken);
});
