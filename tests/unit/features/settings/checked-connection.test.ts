import '../../../support/extension-storage';
import { describe, expect, it } from 'vitest';
import { checkedConnection } from '../../../../components/features/settings/checked-connection';
import type { Connection } from '../../../../utils/server/connection';
import { unsealKey } from '../../../../utils/settings/sealed-key';

const own = 'https://own.example/v1';
const official = 'https://api.openai.com/v1';
const sealedKey = { salt: 'c2FsdA==', iv: 'aXY=', data: 'ZGF0YQ==', rounds: 1 };
const locked: Connection = { apiKey: '', baseUrl: own, keyStorage: 'passphrase', sealedKey };
const unlocked: Connection = { ...locked, apiKey: 'sk-own' };

const save = (before: Connection, change: Partial<Connection>, passphrase = '') =>
  checkedConnection({ ...before, ...change }, before, passphrase);

describe('a key that is locked', () => {
  it.each(['local', 'session'] as const)('is not thrown away for keeping it as %s', async (to) => {
    await expect(save(locked, { keyStorage: to })).rejects.toMatchObject({ code: 'key-locked' });
  });

  it('stays sealed where something else is saved', async () => {
    expect(await save(locked, { name: 'Mine' })).toEqual({ ...locked, name: 'Mine' });
  });

  it('gives way to a new one, whose passphrase may be another', async () => {
    const saved = await save(locked, { apiKey: 'sk-new' }, 'correct horse');
    expect(saved.sealedKey && (await unsealKey(saved.sealedKey, 'correct horse'))).toBe('sk-new');
    expect(await save(locked, { apiKey: 'sk-new', keyStorage: 'local' })).toMatchObject({
      apiKey: 'sk-new',
    });
  });
});

describe('an emptied field', () => {
  it.each([own, official])('removes the key of %s, also the sealed one', async (baseUrl) => {
    const saved = await save({ ...unlocked, baseUrl }, { apiKey: ' ' });
    expect(saved).toEqual({ apiKey: '', baseUrl, keyStorage: 'passphrase' });
  });

  it('removes nothing where the server is changed as well', async () => {
    await expect(save(unlocked, { apiKey: '', baseUrl: official })).rejects.toMatchObject({
      code: 'key-missing',
    });
  });
});

it('wants no passphrase where there is no key to encrypt', async () => {
  const before = { apiKey: '', baseUrl: own };
  expect(await save(before, { keyStorage: 'passphrase' })).toMatchObject({ apiKey: '' });
});
