import { AppError } from '../../../utils/base/errors';
import type { Connection } from '../../../utils/server/connection';
import {
  checkKey,
  isLocked,
  normaliseBaseUrl,
  officialBaseUrl,
} from '../../../utils/server/connection';
import { sealKey } from '../../../utils/settings/sealed-key';

/** True where the user has emptied the field to have this server's key removed. */
const isRemoved = (apiKey: string, baseUrl: string, before: Connection): boolean =>
  apiKey.trim() === '' && before.apiKey !== '' && baseUrl === before.baseUrl;

/**
 * What was typed, made fit to be stored and sent; with a passphrase the key is encrypted. An emptied
 * field removes the key, but not one that is locked: its field is empty anyway.
 * @param before what is stored now
 * @throws AppError base-url-invalid, key-missing, key-malformed, key-locked, passphrase-missing
 */
export async function checkedConnection(
  typed: Connection,
  before: Connection,
  passphrase: string,
): Promise<Connection> {
  const baseUrl = normaliseBaseUrl(typed.baseUrl.trim() || officialBaseUrl);
  const { sealedKey, ...rest } = typed;
  if (isLocked(before) && typed.apiKey.trim() === '') {
    if (typed.keyStorage !== 'passphrase') throw new AppError('key-locked');
    return { ...typed, baseUrl, apiKey: '' };
  }
  if (isRemoved(typed.apiKey, baseUrl, before)) return { ...rest, baseUrl, apiKey: '' };
  const apiKey = checkKey(typed.apiKey, baseUrl);
  if (typed.keyStorage !== 'passphrase' || apiKey === '') return { ...rest, baseUrl, apiKey };
  const isSealed = sealedKey !== undefined && apiKey === before.apiKey && passphrase === '';
  if (isSealed) return { ...typed, baseUrl, apiKey };
  if (passphrase === '') throw new AppError('passphrase-missing');
  return { ...rest, baseUrl, apiKey, sealedKey: await sealKey(apiKey, passphrase) };
}
