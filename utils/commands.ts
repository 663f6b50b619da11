import { browser } from 'wxt/browser';
import { AppError, type StoredError } from './base/errors';
import type { FrameAddress, PageContext, TabAddress } from './library/records';
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
  /** A small copy of a file that a page has loaded, as a `data:` address; none where the page can't give it. */
  'preview-file': {
    argument: { url: string; frame: FrameAddress };
    answer: { preview?: string | undefined };
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

export type CommandName = keyof Commands;

export interface Message<Name extends CommandName = CommandName> {
  readonly command: Name;
  readonly argument: Commands[Name]['argument'];
}

/** What is answered for a handler that has rejected: messages carry plain data only. */
export interface Rejection {
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
