import { signal } from '@preact/signals';
import { type Connection, profileId } from '../../utils/server/connection';

/** What was typed of a connection and not saved yet. In memory only: a key is in it. */
export interface TypedConnection {
  readonly change: Partial<Omit<Connection, 'apiKey'>>;
  /** A new key; '' to have none any more; undefined to leave it as it is. */
  readonly apiKey?: string | undefined;
  /** For a key that is to be encrypted. */
  readonly passphrase: string;
}

/** Outlives the settings' page in the panel, which comes and goes with a press on the gear. */
export interface ConnectionDraft {
  /** What was typed for this profile: one server's key, above all, must not go to another. */
  typedFor(connection: Connection): TypedConnection;
  type(connection: Connection, typed: Partial<TypedConnection>): void;
  /** Forgets what was typed for this profile. */
  clear(connection: Connection): void;
}

const nothing: TypedConnection = { change: {}, passphrase: '' };

export function createConnectionDraft(): ConnectionDraft {
  const byProfile = signal<ReadonlyMap<string, TypedConnection>>(new Map());
  const typedFor = (connection: Connection) =>
    byProfile.value.get(profileId(connection)) ?? nothing;
  return {
    typedFor,
    type(connection, typed) {
      const before = typedFor(connection);
      byProfile.value = new Map(byProfile.value).set(profileId(connection), {
        ...before,
        ...typed,
        change: { ...before.change, ...typed.change },
      });
    },
    clear(connection) {
      const rest = new Map(byProfile.value);
      rest.delete(profileId(connection));
      byProfile.value = rest;
    },
  };
}

/**
 * The API key in a pasted text, or undefined for any other text: one of OpenAI's form, or a long word of letters
 * and digits, as other servers give out.
 */
export function keyIn(text: string): string | undefined {
  const word = text.trim();
  const isKey = /^sk-[\w-]{16,}$/.test(word) || /^(?=.*\d)(?=.*[a-z])[\w-]{32,}$/i.test(word);
  return isKey ? word : undefined;
}
