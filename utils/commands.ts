import { browser } from 'wxt/browser';
import { AppError, type StoredError, toStoredError } from './base/errors';
import { argumentChecks } from './command-arguments';
import type { PageContext, TabAddress } from './library/records';
import type { Sides } from './plan/extend';

/** Every message between our contexts: what a page of ours may ask of the background, and the answer. */
export interface Commands {
  /** Runs a job that stands in the library as `queued`. */
  'start-job': { argument: { jobId: string }; answer: undefined };
  /** Ends a running job at once. */
  'cancel-job': { argument: { jobId: string }; answer: undefined };
  /** Ends the jobs that a killed background has left running; sending it wakes a new one. */
  'check-jobs': { argument: Record<string, never>; answer: undefined };
  /** Says that a panel can be seen, so that what ended meanwhile is no news for the toolbar button any more. */
  'panel-opened': { argument: Record<string, never>; answer: undefined };
  /** Says that a page of ours is closing, so that what waits for that can be done. */
  'page-closed': { argument: Record<string, never>; answer: undefined };
  /** Lets the user choose a picture in a tab; answers when they have, or says why they can't. */
  'pick-on-page': { argument: TabAddress; answer: { error?: StoredError } };
  /** The same for a reference: it gets into the library and is not opened. Rejects where that fails. */
  'pick-reference': { argument: TabAddress; answer: { imageId?: string | undefined } };
  /** Ends the picker of a tab. */
  'leave-picker': { argument: TabAddress; answer: undefined };
  /** Brings the file of an address into the library, as a capture; by way of the tab's page if that has it. */
  'capture-address': {
    argument: { url: string; tab?: TabAddress | undefined; workspaceId: string };
    answer: undefined;
  };
  /** Shows an image where the page shows what it was made from, or the page's own again. */
  'put-on-page': { argument: { imageId: string; isOn: boolean }; answer: { error?: StoredError } };
  /** Whether the page shows an image now, or why it could not be shown there. Nothing is brought into the page. */
  'is-on-page': { argument: { imageId: string }; answer: { isOn: boolean; error?: StoredError } };
  /** Fetches a file with all that is permitted for its origin and opens it, in place of a poorer image if there is one. */
  'get-file': {
    argument: { url: string; page: PageContext; imageId?: string; workspaceId: string };
    answer: { error?: StoredError };
  };
  /** Opens an image on a larger canvas, to a ratio or by px a side; without either, the image itself. */
  'extend-image': {
    argument: { imageId: string; ratio?: number; sides?: Sides };
    answer: { error?: StoredError };
  };
  /** Asks the server of the stored connection whether it would take a request, at no cost. */
  'test-connection': { argument: { model: string }; answer: ConnectionVerdict };
}

/** What came of asking the server for its models. */
export interface ConnectionVerdict {
  /**
   * What was found to be there: the server alone (it offers no list), also the key (Azure lists no
   * deployments), or the model, too.
   */
  readonly found: 'server' | 'key' | 'model';
  readonly error?: StoredError;
}

type CommandName = keyof Commands;

export type CommandHandlers = {
  [Name in CommandName]: (
    argument: Commands[Name]['argument'],
  ) => Commands[Name]['answer'] | Promise<Commands[Name]['answer']>;
};

interface Message<Name extends CommandName = CommandName> {
  readonly command: Name;
  readonly argument: Commands[Name]['argument'];
}

type AnyHandler = (argument: Message['argument']) => unknown;

/** What is answered for a handler that has rejected: messages carry plain data only. */
interface Rejection {
  readonly rejected: StoredError;
}

const isRejection = (answer: unknown): answer is Rejection =>
  typeof answer === 'object' && answer !== null && 'rejected' in answer;

/**
 * Sends a command to the background, waking it; resolves with its answer.
 * @throws AppError of what has failed there
 */
export async function sendCommand<Name extends CommandName>(
  command: Name,
  argument: Commands[Name]['argument'],
): Promise<Commands[Name]['answer']> {
  const message: Message<Name> = { command, argument };
  const answer: Commands[Name]['answer'] | Rejection = await browser.runtime.sendMessage(message);
  if (!isRejection(answer)) return answer;
  const { code, ...details } = answer.rejected;
  throw new AppError(code, { details });
}

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
