import { browser } from 'wxt/browser';
import { AppError, toStoredError } from './base/errors';
import { argumentChecks } from './command-arguments';
import type { CommandName, Commands, Message, Rejection } from './commands';

export type CommandHandlers = {
  [Name in CommandName]: (
    argument: Commands[Name]['argument'],
  ) => Commands[Name]['answer'] | Promise<Commands[Name]['answer']>;
};

type AnyHandler = (argument: Message['argument']) => unknown;

/** Our scripts in web pages have our id, too; what they say, a page may have told them. */
const isOurPage = ({ id, url }: { readonly id?: string; readonly url?: string }): boolean =>
  id === browser.runtime.id && url?.startsWith(browser.runtime.getURL('/')) === true;

/** True where a command has the argument that it takes. */
export function isArgumentOf(command: CommandName, argument: unknown): boolean {
  const checks: Readonly<Record<CommandName, (value: unknown) => boolean>> = argumentChecks;
  return checks[command](argument);
}

function isCommand(message: unknown, handlers: CommandHandlers): message is Message {
  if (typeof message !== 'object' || message === null || !('command' in message)) return false;
  return typeof message.command === 'string' && Object.hasOwn(handlers, message.command);
}

/** Takes commands from our own pages; messages of others are left alone, and arguments that a command does not take. */
export function handleCommands(handlers: CommandHandlers): void {
  browser.runtime.onMessage.addListener((message: unknown, sender, sendResponse) => {
    if (!isOurPage(sender) || !isCommand(message, handlers)) return;
    const handle = handlers[message.command] as AnyHandler;
    const answer = (async () => {
      if (!isArgumentOf(message.command, message.argument))
        throw new AppError('unexpected', { details: { serverMessage: message.command } });
      return handle(message.argument);
    })();
    void answer.then(sendResponse, (error: unknown) => {
      console.error(error);
      sendResponse({ rejected: toStoredError(error) } satisfies Rejection);
    });
    return true; // with sendResponse the one reply form that the polyfill and both browsers agree on
  });
}
