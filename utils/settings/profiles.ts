import { storage } from 'wxt/utils/storage';
import { AppError } from '../errors';
import type { JobServer } from '../library/job-records';
import { asStored, forgetSessionKey, storedConnectionItem, withKey } from './connection-item';
import { type Connection, officialBaseUrl, profileId } from './settings';

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

/** As they are stored now, which may be newer than what a page shows. */
async function stored() {
  const [current, { others }] = await Promise.all([
    storedConnectionItem.getValue(),
    profilesItem.getValue(),
  ]);
  return { current, others };
}

/** Uses another profile; the one in use is put aside. */
export async function switchProfile(id: string): Promise<void> {
  const { current, others } = await stored();
  const next = others.find((other) => profileId(other) === id);
  if (next) await store(next, [...others.filter((other) => other !== next), current]);
}

/** Puts the profile in use aside and begins a new one. */
export async function addProfile(name: string): Promise<void> {
  const { current, others } = await stored();
  const fresh = { id: crypto.randomUUID(), name, apiKey: '', baseUrl: officialBaseUrl };
  await store(fresh, [...others, current]);
}

/** Forgets the profile in use, its key with it, and uses the first of the others. */
export async function removeProfile(): Promise<void> {
  const { current, others } = await stored();
  const [next, ...rest] = others;
  if (!next) return;
  await forgetSessionKey(current);
  await store(next, rest);
}

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
