import type { ConnectionVerdict } from '../../utils/commands';
import { toStoredError } from '../../utils/errors';
import { testConnection } from '../../utils/images-api/test-connection';
import { connectionItem } from '../../utils/settings/connection-item';
import { rememberModels } from '../../utils/settings/server-knowledge';

/** Tries the stored connection; the outcome as plain data, fit for a message. */
export async function tryConnection(model: string): Promise<ConnectionVerdict> {
  try {
    const connection = await connectionItem.getValue();
    const { signal } = new AbortController();
    const { models } = await testConnection(signal, connection, model, undefined, (listed) => {
      void rememberModels(connection.baseUrl, listed);
    });
    if (!models) return { found: 'server' };
    return { found: connection.pathForm === 'azure' ? 'key' : 'model' };
  } catch (error) {
    return { found: 'server', error: toStoredError(error) };
  }
}
