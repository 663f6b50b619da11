import { OpenAI } from 'openai';
import { AppError } from '../base/errors';
import type { Connection } from './connection';
import { checkConnection, defaultWaitMinutes } from './connection';
import { maxErrorBytes, textUpTo } from './limits';
import { errorInText } from './refusals';

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

/**
 * `fetch` for the SDK, which understands one form of error only and drops the body of others: a
 * failed answer gets the documented form. Redirects are refused: following one would send a paid
 * request, and the key, to an address that nobody entered.
 */
async function fetchFromServer(
  input: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  const response = await fetch(input, {
    ...init,
    redirect: 'manual',
    credentials: 'omit',
    cache: 'no-store',
    referrerPolicy: 'no-referrer',
  });
  const { status } = response;
  if (response.type === 'opaqueredirect' || (status >= 300 && status < 400))
    throw new AppError('not-an-images-api', { details: status === 0 ? {} : { status } });
  return response.ok ? response : inDocumentedForm(response);
}

async function inDocumentedForm(response: Response): Promise<Response> {
  const raw = await textUpTo(response, maxErrorBytes);
  const error = { ...errorInText(raw), raw };
  const { status, headers } = response;
  return new Response(JSON.stringify({ error }), { status, headers });
}

/** Without a `Response` on it the SDK tries the function out on a `data:` address before every upload. */
const serverFetch = Object.assign(fetchFromServer, { Response });

/** When to give up, in ms. A request that is given up may still be billed. */
export interface TimeLimits {
  /** Without headers; and after them without the first byte, as a model may open its stream before it paints. */
  readonly headersLimitMs: number;
  /** Without another byte, once some came. */
  readonly idleLimitMs: number;
  /** For all of an answer from its headers on, however it trickles. */
  readonly totalLimitMs: number;
  /** A connection that fails later than this had most likely been made: the request may be billed. */
  readonly unreachableLimitMs: number;
}

/** The user's patience with a server. */
export function timeLimitsOf({
  waitMinutes = defaultWaitMinutes,
}: Pick<Connection, 'waitMinutes'>): TimeLimits {
  const limitMs = waitMinutes * 60_000;
  return {
    headersLimitMs: limitMs,
    idleLimitMs: limitMs,
    totalLimitMs: 4 * limitMs,
    unreachableLimitMs: 10_000,
  };
}

export const defaultTimeLimits: TimeLimits = timeLimitsOf({});
