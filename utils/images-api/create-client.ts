import { OpenAI } from 'openai';
import type { Connection } from '../settings/settings';
import { defaultWaitMinutes } from '../settings/wait-minutes';
import { checkConnection } from './connection';
import { serverFetch } from './server-fetch';

/**
 * The SDK's telemetry. Compatible servers that allow only `authorization` and `content-type` across origins
 * would refuse the preflight for them.
 */
const telemetryHeaders = [
  'X-Stainless-Lang',
  'X-Stainless-Package-Version',
  'X-Stainless-OS',
  'X-Stainless-Arch',
  'X-Stainless-Runtime',
  'X-Stainless-Runtime-Version',
  'X-Stainless-Retry-Count',
  'X-Stainless-Timeout',
  'User-Agent',
];

/** The newest version that Azure documents for the image endpoints. */
const azureVersion = '2025-04-01-preview';

/** Where the paths `/images/…` and `/models` begin. Azure names the model in the path. */
function rootOf({ baseUrl, pathForm }: Connection, model: string | undefined): string {
  if (pathForm !== 'azure') return baseUrl;
  const deployment = model === undefined ? '' : `/deployments/${encodeURIComponent(model)}`;
  return `${baseUrl}/openai${deployment}`;
}

/** The one header that carries the key; none where there is no key. */
function keyHeaders({ apiKey, keyHeader }: Connection): Record<string, string | null> {
  if (!apiKey) return { Authorization: null };
  return keyHeader === 'api-key' ? { Authorization: null, 'api-key': apiKey } : {};
}

/**
 * The SDK's client for a connection: never re-sends, logs nothing, sends no telemetry, reads no environment.
 * @param model whose path is meant, for servers that have one each
 * @throws AppError base-url-invalid, key-missing, key-malformed, key-locked
 */
export function createClient(connection: Connection, model?: string): OpenAI {
  const checked = checkConnection(connection);
  const removed = Object.fromEntries(telemetryHeaders.map((name) => [name, null]));
  return new OpenAI({
    baseURL: rootOf(checked, model),
    // The SDK insists on a key; the header that would carry it is taken out where there is none.
    apiKey: checked.apiKey || 'none',
    defaultHeaders: { ...removed, ...keyHeaders(checked) },
    ...(checked.pathForm === 'azure'
      ? { defaultQuery: { 'api-version': checked.apiVersion || azureVersion } }
      : {}),
    adminAPIKey: null,
    organization: null,
    project: null,
    // The key is the user's own, and only extension pages and the worker can read it.
    dangerouslyAllowBrowser: true,
    maxRetries: 0,
    timeout: defaultWaitMinutes * 60_000, // where a call says nothing else
    fetch: serverFetch,
    logLevel: 'off',
  });
}
