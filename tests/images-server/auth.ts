import type { IncomingMessage } from 'node:http';
import type { Personality } from './behaviour';
import { ApiError, invalidApiKey } from './errors';

/**
 * Azure reads header `api-key`, all others `Authorization: Bearer KEY`.
 * @throws ApiError 401
 */
export function authorize(
  request: IncomingMessage,
  personality: Personality,
  apiKey: string,
): void {
  const sent = personality === 'azure' ? azureKey(request) : bearerKey(request);
  if (sent === apiKey) return;
  if (personality === 'azure') throw azureRefusal();
  if (!sent) throw noKey();
  throw invalidApiKey(sent.slice(-4));
}

function azureKey(request: IncomingMessage): string {
  const header = request.headers['api-key'];
  return typeof header === 'string' ? header : '';
}

function bearerKey(request: IncomingMessage): string {
  return /^Bearer (.+)$/i.exec(request.headers.authorization ?? '')?.[1]?.trim() ?? '';
}

function noKey(): ApiError {
  const message = "You didn't provide an API key. Send it as 'Authorization: Bearer YOUR_KEY'.";
  return new ApiError(message, { status: 401, code: 'invalid_api_key' });
}

function azureRefusal(): ApiError {
  const message = 'Access denied due to invalid subscription key or wrong API endpoint.';
  return new ApiError(message, { status: 401, code: '401' });
}
