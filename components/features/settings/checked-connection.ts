import { AppError } from '../../../utils/base/errors';
import type { Connection } from '../../../utils/server/connection';
import {
  checkKey,
  isLocked,
  isSameOrigin,
  normaliseBaseUrl,
  officialBaseUrl,
} from '../../../utils/server/connection';
import { sealKey } from '../../../utils/settings/sealed-key';
import type { TypedConnection } from '../../session/connection-draft';

/** Fewer characters are guessed from a stolen file however slow each guess is made. */
const shortestPassphrase = 8;

/** The stored profile without what another server's key is kept in: a key is never sent where it was not entered for. */
const withoutKey = ({ sealedKey: _, ...profile }: Connection): Connection => ({
  ...profile,
  apiKey: '',
});

/**
 * What was typed, made fit to be stored and sent; with a passphrase the key is encrypted. A key that was not typed
 * stays as it is, as long as the server is the same.
 * @param before what is stored now
 * @throws AppError base-url-invalid, key-missing, key-malformed, key-locked, passphrase-missing, passphrase-short
 */
export async function checkedConnection(
  { change, apiKey, passphrase }: TypedConnection,
  before: Connection,
): Promise<Connection> {
  const typedKey = apiKey !== '' && apiKey?.trim() === '' ? undefined : apiKey;
  const baseUrl = normaliseBaseUrl((change.baseUrl ?? before.baseUrl).trim() || officialBaseUrl);
  const kept = isSameOrigin(baseUrl, before.baseUrl) ? before : withoutKey(before);
  const typed = { ...kept, ...change, baseUrl };
  if (typedKey === undefined && isLocked(kept)) {
    if (typed.keyStorage !== 'passphrase') throw new AppError('key-locked');
    return typed;
  }
  const { sealedKey, ...rest } = typed;
  if (typedKey === '') return { ...rest, apiKey: '' };
  const key = checkKey(typedKey ?? kept.apiKey, baseUrl);
  if (typed.keyStorage !== 'passphrase' || key === '') return { ...rest, apiKey: key };
  const isSealed = sealedKey !== undefined && key === kept.apiKey && passphrase === '';
  if (isSealed) return { ...typed, apiKey: key };
  if (passphrase === '') throw new AppError('passphrase-missing');
  if ([...passphrase].length < shortestPassphrase) throw new AppError('passphrase-short');
  return { ...rest, apiKey: key, sealedKey: await sealKey(key, passphrase, baseUrl) };
}
