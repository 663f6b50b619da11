import { type StoredError, toStoredError } from '../../utils/errors';
import { testConnection } from '../../utils/images-api/test-connection';
import { connectionItem } from '../../utils/settings/settings';

/** Tries the stored connection; the outcome as plain data, fit for a message. */
export async function tryConnection(model: string): Promise<{ error?: StoredError }> {
  try {
    const connection = await connectionItem.getValue();
    await testConnection(new AbortController().signal, connection, model);
    return {};
  } catch (error) {
    return { error: toStoredError(error) };
  }
}
