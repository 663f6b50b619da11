import '../../support/extension-storage';
import { beforeEach, describe, expect, it } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';
import { type Connection, profileId } from '../../../utils/server/connection';
import {
  addProfile,
  connectionItem,
  connectionTo,
  importInto,
  jobServerOf,
  profilesItem,
  removeProfile,
  saveProfile,
  switchProfile,
  unlockProfile,
} from '../../../utils/settings/profiles';
import { createSetting } from '../../../utils/settings/setting';

const baseUrl = 'https://api.openai.com/v1';
const sealedKey = { salt: 'c2FsdA==', iv: 'aXY=', data: 'ZGF0YQ==', rounds: 1 };
const usesAgain = async () => {
  await addProfile('second');
  await switchProfile('first');
  return connectionItem.getValue();
};

const { local, session } = fakeBrowser.storage;
const storedLocally = async () => JSON.stringify(await local.get());

/** The keys of every write to `storage.local` from now on. */
function writesToLocal(): string[][] {
  const writes: string[][] = [];
  local.onChanged.addListener((changes) => {
    writes.push(Object.keys(changes).sort());
  });
  return writes;
}

beforeEach(() => fakeBrowser.reset());

describe('switching to another server and back', () => {
  it.each<Pick<Connection, 'keyStorage' | 'sealedKey'>>([
    { keyStorage: 'local' },
    { keyStorage: 'session' },
    { keyStorage: 'passphrase', sealedKey },
  ])('keeps the key that is stored by $keyStorage', async (kept) => {
    const first = { apiKey: 'sk-first', baseUrl, ...kept };
    await connectionItem.setValue(first);
    expect(await usesAgain()).toEqual(first);
  });

  it('leaves a key of the session off the disk', async () => {
    await connectionItem.setValue({ apiKey: 'sk-first', baseUrl, keyStorage: 'session' });
    await usesAgain();
    expect(await storedLocally()).not.toContain('sk-first');
  });

  it('is one write, so that no profile is lost half way', async () => {
    await connectionItem.setValue({ apiKey: 'sk-first', baseUrl });
    await addProfile('second');
    const writes = writesToLocal();
    await switchProfile('first');
    expect(writes).toEqual([['connection', 'profiles']]);
  });

  it('shows what is in use in a page that has read it before', async () => {
    const connection = createSetting(connectionItem);
    await connectionItem.setValue({ apiKey: 'sk-first', baseUrl, keyStorage: 'session' });
    await usesAgain();
    await expect.poll(() => connection.current.value.apiKey).toBe('sk-first');
  });
});

describe('removing a server', () => {
  it('forgets its key of the session and uses the next one', async () => {
    await connectionItem.setValue({ apiKey: 'sk-first', baseUrl });
    await addProfile('second');
    const second = { ...(await connectionItem.getValue()), keyStorage: 'session' as const };
    await connectionItem.setValue({ ...second, apiKey: 'sk-second' });
    await removeProfile(profileId(second));
    expect(await connectionItem.getValue()).toMatchObject({ apiKey: 'sk-first' });
    expect(await profilesItem.getValue()).toEqual({ others: [] });
    await connectionItem.setValue(second);
    expect(JSON.stringify(await session.get())).not.toContain('sk-second');
  });
});

describe('the connection of a job', () => {
  const first = { apiKey: 'sk-first', baseUrl, keyStorage: 'session' } as const;
  const server = jobServerOf(first);

  it('is the server that the job was started for, with its key, whichever is in use', async () => {
    await connectionItem.setValue(first);
    await addProfile('second');
    expect(await connectionTo(server)).toEqual(first);
    expect(await connectionTo(undefined)).toMatchObject({ name: 'second' });
  });

  it('is none where that server was removed, or leads elsewhere by now', async () => {
    await connectionItem.setValue(first);
    await addProfile('second');
    await switchProfile('first');
    await connectionItem.setValue({ ...first, baseUrl: 'https://other.example/v1' });
    const gone = { code: 'server-removed', details: { substitutions: ['api.openai.com'] } };
    await expect(connectionTo(server)).rejects.toMatchObject(gone);
    await removeProfile('first');
    await expect(connectionTo(server)).rejects.toMatchObject(gone);
  });
});

describe('a change that takes a moment, while another server is put into use', () => {
  const first: Connection = { apiKey: '', baseUrl, keyStorage: 'passphrase', sealedKey };

  it('puts an unsealed key into the profile that it is of, and into no other', async () => {
    await connectionItem.setValue(first);
    await addProfile('second');
    await unlockProfile(first, 'sk-first');
    expect(JSON.stringify(await connectionItem.getValue())).not.toContain('sk-first');
    expect(await storedLocally()).not.toContain('sk-first');
    await switchProfile('first');
    expect(await connectionItem.getValue()).toEqual({ ...first, apiKey: 'sk-first' });
  });

  it('saves the profile that was changed, and leaves in use what is', async () => {
    await connectionItem.setValue(first);
    await addProfile('second');
    const changed = { ...first, name: 'Mine', keyStorage: 'local' as const, apiKey: 'sk-first' };
    await saveProfile(changed, first);
    expect(await connectionItem.getValue()).toMatchObject({ name: 'second', apiKey: '' });
    await switchProfile('first');
    expect(await connectionItem.getValue()).toEqual(changed);
  });

  it.each<[string, () => Promise<void>]>([
    ['was removed', () => removeProfile('first')],
    ['leads elsewhere', () => saveProfile({ ...first, baseUrl: 'https://evil.example' }, first)],
    ['has another key', () => saveProfile({ ...first, sealedKey: undefined }, first)],
  ])('is refused where the profile %s', async (_, change) => {
    await connectionItem.setValue(first);
    await addProfile('second');
    await change();
    const refusal = { code: 'settings-changed' };
    await expect(unlockProfile(first, 'sk-first')).rejects.toMatchObject(refusal);
    await expect(saveProfile({ ...first, apiKey: 'sk-first' }, first)).rejects.toMatchObject(
      refusal,
    );
    expect(JSON.stringify([await local.get(), await session.get()])).not.toContain('sk-first');
  });

  it('loses none of several changes at once', async () => {
    await connectionItem.setValue(first);
    await Promise.all([
      addProfile('second'),
      unlockProfile(first, 'sk-first'),
      addProfile('third'),
      saveProfile({ ...first, name: 'Mine' }, first).then(() => unlockProfile(first, 'sk-first')),
      importInto([{ id: 'fourth', apiKey: '', baseUrl, name: 'fourth' }]),
    ]);
    const all = [await connectionItem.getValue(), ...(await profilesItem.getValue()).others];
    expect(all.map(({ name }) => name).sort()).toEqual(['Mine', 'fourth', 'second', 'third']);
    await switchProfile('first');
    expect(await connectionItem.getValue()).toMatchObject({ name: 'Mine', apiKey: 'sk-first' });
  });
});

it('takes a session key away with the wish to keep it for the session', async () => {
  const kept: Connection = { apiKey: 'sk-first', baseUrl, keyStorage: 'session' };
  await connectionItem.setValue(kept);
  await saveProfile({ ...kept, keyStorage: 'local' }, kept);
  expect(JSON.stringify(await session.get())).not.toContain('sk-first');
  expect(await connectionItem.getValue()).toMatchObject({ apiKey: 'sk-first' });
});
