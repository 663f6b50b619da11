import { storage } from 'wxt/utils/storage';
import { type Connection, officialBaseUrl, profileId } from './settings';

/** The connection as it lies in `storage.local`: without a key that is kept elsewhere. */
export const storedConnectionItem = storage.defineItem<Connection>('local:connection', {
  fallback: { apiKey: '', baseUrl: officialBaseUrl },
});

/** Keys that end with the browser's session, by profile; kept in memory by the browser. */
const sessionKeysItem = storage.defineItem<Readonly<Record<string, string>>>('session:apiKeys', {
  fallback: {},
});

const isKeptElsewhere = ({ keyStorage = 'local' }: Connection): boolean => keyStorage !== 'local';

/** What may lie on the disk of a connection: never a key that must not be stored. */
export const asStored = (connection: Connection): Connection =>
  isKeptElsewhere(connection) ? { ...connection, apiKey: '' } : connection;

/** A stored connection with its key, which may be kept for the session only. */
export async function withKey(stored: Connection): Promise<Connection> {
  if (!isKeptElsewhere(stored)) return stored;
  const keys = await sessionKeysItem.getValue();
  return { ...stored, apiKey: keys[profileId(stored)] ?? '' };
}

/** Forgets the key that a profile has for this session. */
export async function forgetSessionKey(profile: Connection): Promise<void> {
  const { [profileId(profile)]: _forgotten, ...others } = await sessionKeysItem.getValue();
  await sessionKeysItem.setValue(others);
}

const getValue = async (): Promise<Connection> => withKey(await storedConnectionItem.getValue());

async function setValue(connection: Connection): Promise<void> {
  if (isKeptElsewhere(connection)) {
    const keys = await sessionKeysItem.getValue();
    await sessionKeysItem.setValue({ ...keys, [profileId(connection)]: connection.apiKey });
  }
  await storedConnectionItem.setValue(asStored(connection));
}

function watch(onChange: (connection: Connection) => void): () => void {
  const tell = () => void getValue().then(onChange);
  const stops = [storedConnectionItem.watch(tell), sessionKeysItem.watch(tell)];
  return () => {
    for (const stop of stops) stop();
  };
}

/**
 * The connection in use, as one stored item. Its key comes from `storage.local`, or from
 * `storage.session` where the user wants it kept for the session only or under a passphrase.
 */
export const connectionItem = {
  fallback: storedConnectionItem.fallback,
  getValue,
  setValue,
  watch,
};
