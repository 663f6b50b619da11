import { storage } from 'wxt/utils/storage';
import { AppError } from '../base/errors';
import { inLock } from '../base/lock';
import { stableJson } from '../base/stable-json';
import type { JobServer } from '../library/jobs';
import type { Connection } from '../server/connection';
import { officialBaseUrl, profileId } from '../server/connection';

/** The connections that are not in use; the one in use is the connection itself. */
export interface Profiles {
  readonly others: readonly Connection[];
}

export const profilesItem = storage.defineItem<Profiles>('local:profiles', {
  fallback: { others: [] },
});

/** Every profile by name; the one in use is among them. */
export const allProfiles = (connection: Connection, { others }: Profiles): readonly Connection[] =>
  [connection, ...others].sort((a, b) => nameOf(a).localeCompare(nameOf(b)));

/** The profile's name, or its host where it has none. */
export const nameOf = ({ name, baseUrl }: Connection): string =>
  name || (URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl);

/**
 * In one write, so that no profile is lost or there twice where the page is closed right then. Keys
 * of the session stay where they are, under their profiles' ids.
 */
const store = (connection: Connection, others: readonly Connection[]): Promise<void> =>
  storage.setItems([
    { item: storedConnectionItem, value: asStored(connection) },
    { item: profilesItem, value: { others: others.map(asStored) } },
  ]);

/** The profile in use, and the others. */
interface Stored extends Profiles {
  readonly current: Connection;
}

/** As they are stored now, which may be newer than what a page shows. */
async function stored(): Promise<Stored> {
  const [current, { others }] = await Promise.all([
    storedConnectionItem.getValue(),
    profilesItem.getValue(),
  ]);
  return { current, others };
}

/** Every change of the profiles is made of what is stored now, and of nothing that changes meanwhile. */
const inProfiles = <T>(work: (profiles: Stored) => Promise<T>): Promise<T> =>
  inLock('profiles', async () => work(await stored()));

/** Uses another profile; the one in use is put aside. */
export const switchProfile = (id: string): Promise<void> =>
  inProfiles(async ({ current, others }) => {
    const next = others.find((other) => profileId(other) === id);
    if (next) await store(next, [...others.filter((other) => other !== next), current]);
  });

/** Puts the profile in use aside and begins a new one. */
export const addProfile = (name: string): Promise<void> =>
  inProfiles(({ current, others }) => {
    const fresh = { id: crypto.randomUUID(), name, apiKey: '', baseUrl: officialBaseUrl };
    return store(fresh, [...others, current]);
  });

/** Adds profiles beside the one in use. */
export const importInto = (added: readonly Connection[]): Promise<void> =>
  inProfiles(({ current, others }) => store(current, [...others, ...added]));

/**
 * Forgets a profile, its key with it; where it was in use, the first of the others is now. Nothing is changed where
 * it is the only one, or gone.
 */
export const removeProfile = (id: string): Promise<void> =>
  inProfiles(async ({ current, others }) => {
    const removed = [current, ...others].find((profile) => profileId(profile) === id);
    const [next, ...rest] = [current, ...others].filter((profile) => profile !== removed);
    if (!removed || !next) return;
    await forgetSessionKey(removed);
    await store(next, rest);
  });

/** The profile as it is stored now, to be changed by somebody who has seen `seen`. */
function asSeen({ current, others }: Stored, seen: Connection): Connection {
  const found = [current, ...others].find((profile) => profileId(profile) === profileId(seen));
  const isSame =
    found?.baseUrl === seen.baseUrl && stableJson(found.sealedKey) === stableJson(seen.sealedKey);
  if (!found || !isSame) throw new AppError('settings-changed');
  return found;
}

/**
 * Stores a changed profile in its own place, whichever is in use by then.
 * @param seen the profile as it was when the change was begun
 * @throws AppError settings-changed where its server or key was changed elsewhere meanwhile, or it is gone
 */
export const saveProfile = (changed: Connection, seen: Connection): Promise<void> =>
  inProfiles(async (profiles) => {
    const found = asSeen(profiles, seen);
    await keepSessionKey(changed);
    const put = (profile: Connection) => (profile === found ? changed : profile);
    await store(put(profiles.current), profiles.others.map(put));
  });

/**
 * Has a profile's unsealed key for this session; no profile in use by then gets it.
 * @param seen the profile whose sealed key was opened
 * @throws AppError settings-changed as `saveProfile`
 */
export const unlockProfile = (seen: Connection, apiKey: string): Promise<void> =>
  inProfiles(async (profiles) => keepSessionKey({ ...asSeen(profiles, seen), apiKey }));

/** The server in use, as a job remembers it. */
export const jobServerOf = (connection: Connection): JobServer => ({
  profileId: profileId(connection),
  baseUrl: connection.baseUrl,
});

/**
 * The connection to the server that a job was started for, whichever is in use by now.
 * @param server undefined for the one in use
 * @throws AppError server-removed ($1 its host) where none of the profiles leads there any more
 */
export async function connectionTo(server: JobServer | undefined): Promise<Connection> {
  const { current, others } = await stored();
  const isMeant = (profile: Connection) =>
    profileId(profile) === server?.profileId && profile.baseUrl === server.baseUrl;
  const found = server ? [current, ...others].find(isMeant) : current;
  if (found) return withKey(found);
  const { baseUrl = '' } = server ?? {};
  throw new AppError('server-removed', {
    details: { substitutions: [nameOf({ baseUrl, apiKey: '' })] },
  });
}

/** The connection as it lies in `storage.local`: without a key that is kept elsewhere. */
const storedConnectionItem = storage.defineItem<Connection>('local:connection', {
  fallback: { apiKey: '', baseUrl: officialBaseUrl },
});

/** Keys that end with the browser's session, by profile; kept in memory by the browser. */
const sessionKeysItem = storage.defineItem<Readonly<Record<string, string>>>('session:apiKeys', {
  fallback: {},
});

const isKeptElsewhere = ({ keyStorage = 'local' }: Connection): boolean => keyStorage !== 'local';

/** What may lie on the disk of a connection: never a key that must not be stored. */
const asStored = (connection: Connection): Connection =>
  isKeptElsewhere(connection) ? { ...connection, apiKey: '' } : connection;

/** A stored connection with its key, which may be kept for the session only. */
async function withKey(stored: Connection): Promise<Connection> {
  if (!isKeptElsewhere(stored)) return stored;
  const keys = await sessionKeysItem.getValue();
  return { ...stored, apiKey: keys[profileId(stored)] ?? '' };
}

/** Forgets the key that a profile has for this session. */
async function forgetSessionKey(profile: Connection): Promise<void> {
  const { [profileId(profile)]: forgotten, ...others } = await sessionKeysItem.getValue();
  if (forgotten !== undefined) await sessionKeysItem.setValue(others);
}

const getValue = async (): Promise<Connection> => withKey(await storedConnectionItem.getValue());

/** Under the profile's id in memory, where it is to be kept there; else nowhere but in its profile. */
async function keepSessionKey(connection: Connection): Promise<void> {
  if (!isKeptElsewhere(connection)) return forgetSessionKey(connection);
  const keys = await sessionKeysItem.getValue();
  await sessionKeysItem.setValue({ ...keys, [profileId(connection)]: connection.apiKey });
}

/** Puts a connection in the place of the one in use. */
const setValue = (connection: Connection): Promise<void> =>
  inProfiles(async ({ others }) => {
    await keepSessionKey(connection);
    await store(connection, others);
  });

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
