import { AppError } from '../errors';
import type { Connection } from '../settings/settings';

/** True for OpenAI's own hosts, the regional ones (`eu.api.openai.com`) included. */
export const isOfficial = (baseUrl: string): boolean =>
  /(^|\.)api\.openai\.com$/.test(new URL(baseUrl).hostname);

/**
 * A base URL as it is stored and used: trimmed, without slashes at its end.
 * @throws AppError base-url-invalid: no or another scheme than http(s), user name, query, fragment, or
 * plain http to OpenAI, which would send the key unprotected
 */
export function normaliseBaseUrl(text: string): string {
  const trimmed = text.trim();
  const url = parseUrl(trimmed);
  if (!url || !/^https?:\/\//i.test(trimmed) || /[?#\s]/.test(trimmed) || !isPlain(url))
    throw new AppError('base-url-invalid');
  return `${url.origin}${url.pathname}`.replace(/\/+$/, '');
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

const isPlain = (url: URL): boolean =>
  url.username === '' &&
  url.password === '' &&
  (url.protocol === 'https:' || !isOfficial(url.href));

/**
 * A key as it is stored and sent: trimmed. Empty is fine for servers other than OpenAI's.
 * @throws AppError key-missing, key-malformed (anything but visible ASCII inside, line breaks above all)
 */
export function checkKey(text: string, baseUrl: string): string {
  const key = text.trim();
  if (key === '' && isOfficial(baseUrl)) throw new AppError('key-missing');
  if (!/^[\x21-\x7e]*$/.test(key)) throw new AppError('key-malformed');
  return key;
}

/**
 * The connection as it is used: both parts tidied.
 * @throws AppError base-url-invalid, key-missing, key-malformed, key-locked
 */
export function checkConnection(connection: Connection): Connection {
  const baseUrl = normaliseBaseUrl(connection.baseUrl);
  if (isLocked(connection)) throw new AppError('key-locked');
  return { ...connection, baseUrl, apiKey: checkKey(connection.apiKey, baseUrl) };
}

/** True where the key is encrypted and its passphrase was not given in this session. */
export const isLocked = ({ apiKey, sealedKey }: Connection): boolean =>
  apiKey === '' && sealedKey !== undefined;
