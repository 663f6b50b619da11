import { storage } from 'wxt/utils/storage';
import type { Setting } from './setting';
import { type Connection, officialBaseUrl, profileId } from './settings';

/** The connections that are not in use; the one in use is the connection itself. */
export interface Profiles {
  readonly others: readonly Connection[];
}

export const profilesItem = storage.defineItem<Profiles>('local:profiles', {
  fallback: { others: [] },
});

/** What is stored of a connection that is put aside: never a key that must not be stored. */
const asStored = (connection: Connection): Connection =>
  (connection.keyStorage ?? 'local') === 'local' ? connection : { ...connection, apiKey: '' };

/** Every profile by name; the one in use is among them. */
export const allProfiles = (connection: Connection, { others }: Profiles): readonly Connection[] =>
  [connection, ...others].sort((a, b) => nameOf(a).localeCompare(nameOf(b)));

/** The profile's name, or its host where it has none. */
export const nameOf = ({ name, baseUrl }: Connection): string =>
  name || (URL.canParse(baseUrl) ? new URL(baseUrl).host : baseUrl);

/** Uses another profile; the one in use is put aside. Session keys stay under their profile's id. */
export async function switchProfile(
  connection: Setting<Connection>,
  profiles: Setting<Profiles>,
  id: string,
): Promise<void> {
  const current = connection.value.value;
  const { others } = profiles.value.value;
  const next = others.find((other) => profileId(other) === id);
  if (!next) return;
  const rest = others.filter((other) => other !== next);
  await profiles.change({ others: [...rest, asStored(current)] });
  await connection.replace(next);
}

/** Puts the profile in use aside and begins a new one. */
export async function addProfile(
  connection: Setting<Connection>,
  profiles: Setting<Profiles>,
  name: string,
): Promise<void> {
  const { others } = profiles.value.value;
  await profiles.change({ others: [...others, asStored(connection.value.value)] });
  const fresh = { id: crypto.randomUUID(), name, apiKey: '', baseUrl: officialBaseUrl };
  await connection.replace(fresh);
}

/** Forgets the profile in use, its key with it, and uses the first of the others. */
export async function removeProfile(
  connection: Setting<Connection>,
  profiles: Setting<Profiles>,
): Promise<void> {
  const [next, ...rest] = profiles.value.value.others;
  if (!next) return;
  await connection.change({ apiKey: '', sealedKey: undefined });
  await profiles.change({ others: rest });
  await connection.replace(next);
}
