import { storage } from 'wxt/utils/storage';
import { type Connection, officialBaseUrl, profileId } from './settings';

/** The connection as it lies in `storage.local`: without a key that is kept elsewhere. */
const storedItem = storage.defineItem<Connection>('local:connection', {
  fallback: { apiKey: '', baseUrl: officialBaseUrl },
});

/** Keys that end with the browser's session, by profile; kept in memory by the browser. */
const sessionKeysItem = storage.defineItem<Readonly<Record<string, string>>>('session:apiKeys', {
  fallback: {},
});

const isKeptElsewhere = ({ keyStorage = 'local' }: Connection): boolean => keyStorage !== 'local';

async function getValue(): Promise<Connection> {
  const stored = await storedItem.getValue();
  if (!isKeptElsewhere(stored)) return stored;
  const keys = await sessionKeysItem.getValue();
  return { ...stored, apiKey: keys[profileId(stored)] ?? '' };
}

async function setValue(connection: Connection): Promise<void> {
  if (!isKeptElsewhere(connection)) return storedItem.setValue(connection);
  const keys = await sessionKeysItem.getValue();
  await sessionKeysItem.setValue({ ...keys, [profileId(connection)]: connection.apiKey });
  await storedItem.setValue({ ...connection, apiKey: '' });
}

function watch(onChange: (connection: Connection) => void): () => void {
  const tell = () => void getValue().then(onChange);
  const stops = [storedItem.watch(tell), sessionKeysItem.watch(tell)];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * The connection in use, as one stored item. Its key comes from `storage.local`, or from
 * `storage.session` where the user wants it kept for the session only or under a passphrase.
 */
export const connectionItem = { fallback: storedItem.fallback, getValue, setValue, watch };
