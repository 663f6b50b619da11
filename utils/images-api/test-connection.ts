import { APIError } from 'openai';
import { AppError } from '../errors';
import type { Connection } from '../settings/settings';
import { isOfficial } from './connection';
import { createClient } from './create-client';
import { errorInJson, htmlPageType, isFields } from './error-body';
import { parseJson, readText } from './read-text';
import { toAppError } from './to-app-error';

/** What a server said about itself. */
export interface ConnectionReport {
  /** The ids it offers; undefined where it is reachable but lists none, which only OpenAI must. */
  readonly models: readonly string[] | undefined;
}

/**
 * Asks the server for its models, which costs nothing, and looks whether `model` is one of them.
 * @param limitMs for all of it
 * @throws AppError key-missing, key-malformed, base-url-invalid, server-unreachable, key-wrong,
 * organization-unverified, access-denied, model-not-found, not-an-images-api, server-failed, timed-out, …
 * @throws AbortError when `signal` aborts
 */
export async function testConnection(
  signal: AbortSignal,
  connection: Connection,
  model: string,
  limitMs = 10_000,
): Promise<ConnectionReport> {
  const timeout = AbortSignal.timeout(limitMs);
  try {
    signal.throwIfAborted();
    const models = await listModels(AbortSignal.any([signal, timeout]), connection, limitMs);
    if (models && !models.includes(model)) throw new AppError('model-not-found');
    return { models };
  } catch (error) {
    if (signal.aborted) throw new DOMException('The test was cancelled.', 'AbortError');
    const cause = timeout.aborted ? new AppError('timed-out') : error;
    throw toAppError(cause, { ...connection, model });
  }
}

async function listModels(
  signal: AbortSignal,
  connection: Connection,
  timeout: number,
): Promise<string[] | undefined> {
  const client = createClient(connection);
  try {
    const response = await client.models.list({ signal, timeout }).asResponse();
    return idsIn(parseJson(await readText(response)), response.headers);
  } catch (error) {
    if (isMissing(error) && !isOfficial(client.baseURL)) return undefined;
    throw error;
  }
}

/** A server without that path; a page says that it is another kind of server. */
const isMissing = (error: unknown): boolean =>
  error instanceof APIError &&
  (error.status === 404 || error.status === 501) &&
  error.type !== htmlPageType;

function idsIn(body: unknown, headers: Headers): string[] {
  const items = isFields(body) ? body.data : undefined;
  if (Array.isArray(items))
    return items.map((item: unknown) => (isFields(item) ? String(item.id) : ''));
  const error = errorInJson(body);
  if (error) throw new APIError(undefined, error, undefined, headers);
  throw new AppError('not-an-images-api');
}
