import { APIError } from 'openai';
import { AppError } from '../base/errors';
import { createClient } from './client';
import type { Connection } from './connection';
import { isOfficial } from './connection';
import type { ListedModel } from './knowledge';
import { maxListBytes, maxListedModels, maxModelIdLength, withinBytes } from './limits';
import { parseJson, readText } from './read-text';
import { errorInJson, htmlPageType, isFields } from './refusals';
import { toAppError } from './to-app-error';

/** What a server said about itself. */
interface ConnectionReport {
  /** The ids it offers; undefined where it is reachable but lists none, which only OpenAI must. */
  readonly models: readonly string[] | undefined;
  /** The same with their end, where one is announced. */
  readonly listed?: readonly ListedModel[] | undefined;
}

/**
 * Asks the server for its models, which costs nothing, and looks whether `model` is one of them.
 * @param limitMs for all of it
 * @param onListed told of what the server lists, also where `model` is not in it
 * @throws AppError key-missing, key-malformed, base-url-invalid, server-unreachable, key-wrong,
 * organization-unverified, access-denied, model-not-found, not-an-images-api, server-failed, timed-out, …
 */
export async function testConnection(
  connection: Connection,
  model: string,
  limitMs = 10_000,
  onListed: (listed: readonly ListedModel[]) => void = () => {},
): Promise<ConnectionReport> {
  const timeout = AbortSignal.timeout(limitMs);
  try {
    const listed = await listModels(timeout, connection, limitMs);
    onListed(listed ?? []);
    const models = listed?.map(({ id }) => id);
    // Azure lists the models that can be deployed, not the deployments that are asked for.
    if (models && !models.includes(model) && connection.pathForm !== 'azure')
      throw new AppError('model-not-found');
    return { models, listed };
  } catch (error) {
    const cause = timeout.aborted ? new AppError('server-unreachable') : error; // nothing was billed
    throw toAppError(cause, { ...connection, model });
  }
}

async function listModels(
  signal: AbortSignal,
  connection: Connection,
  timeout: number,
): Promise<ListedModel[] | undefined> {
  const client = createClient(connection);
  try {
    const response = await client.models.list({ signal, timeout }).asResponse();
    const body = new Response(withinBytes(response.body, maxListBytes));
    return modelsIn(parseJson(await readText(body)), response.headers);
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

function modelsIn(body: unknown, headers: Headers): ListedModel[] {
  const items = isFields(body) ? body.data : undefined;
  if (Array.isArray(items)) return items.slice(0, maxListedModels).map(listedModel);
  const error = errorInJson(body);
  if (error) throw new APIError(undefined, error, undefined, headers);
  throw new AppError('not-an-images-api');
}

function listedModel(item: unknown): ListedModel {
  if (!isFields(item)) return { id: '' };
  const { id, shutdown_date: date } = item;
  const known = typeof id === 'string' && id.length <= maxModelIdLength ? id : '';
  return { id: known, ...(typeof date === 'string' ? { shutdownDate: date.slice(0, 40) } : {}) };
}
