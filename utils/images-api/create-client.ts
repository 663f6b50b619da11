import { OpenAI } from 'openai';
import type { Connection } from '../settings/settings';
import { checkConnection, headersLimitMs } from './connection';
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

/**
 * The SDK's client for a connection: never re-sends, logs nothing, sends no telemetry, reads no environment.
 * @throws AppError base-url-invalid, key-missing, key-malformed
 */
export function createClient(connection: Connection): OpenAI {
  const { baseUrl, apiKey } = checkConnection(connection);
  const removed = Object.fromEntries(telemetryHeaders.map((name) => [name, null]));
  return new OpenAI({
    baseURL: baseUrl,
    // The SDK insists on a key; the header that would carry it is taken out where there is none.
    apiKey: apiKey || 'none',
    defaultHeaders: apiKey ? removed : { ...removed, Authorization: null },
    adminAPIKey: null,
    organization: null,
    project: null,
    // The key is the user's own, and only extension pages and the worker can read it.
    dangerouslyAllowBrowser: true,
    maxRetries: 0,
    timeout: headersLimitMs,
    fetch: serverFetch,
    logLevel: 'off',
  });
}
