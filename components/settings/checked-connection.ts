import { AppError } from '../../utils/errors';
import { checkKey, isLocked, normaliseBaseUrl } from '../../utils/images-api/connection';
import { sealKey } from '../../utils/settings/sealed-key';
import { type Connection, officialBaseUrl } from '../../utils/settings/settings';

/**
 * What was typed, made fit to be stored and sent; with a passphrase the key is encrypted.
 * @param before what is stored now
 * @throws AppError base-url-invalid, key-missing, key-malformed, passphrase-missing
 */
export async function checkedConnection(
  typed: Connection,
  before: Connection,
  passphrase: string,
): Promise<Connection> {
  const baseUrl = normaliseBaseUrl(typed.baseUrl.trim() || officialBaseUrl);
  const { sealedKey, ...rest } = typed;
  if (typed.keyStorage !== 'passphrase')
    return { ...rest, baseUrl, apiKey: checkKey(typed.apiKey, baseUrl) };
  if (isLocked(typed)) return { ...typed, baseUrl };
  const apiKey = checkKey(typed.apiKey, baseUrl);
  const isSealed = sealedKey !== undefined && apiKey === before.apiKey && passphrase === '';
  if (isSealed) return { ...typed, baseUrl, apiKey };
  if (passphrase === '') throw new AppError('passphrase-missing');
  return { ...rest, baseUrl, apiKey, sealedKey: await sealKey(apiKey, passphrase) };
}
