import '../../../support/extension-storage';
import { describe, expect, it } from 'vitest';
import { checkedConnection } from '../../../../components/features/settings/checked-connection';
import type { TypedConnection } from '../../../../components/session/connection-draft';
import type { Connection } from '../../../../utils/server/connection';
import { unsealKey } from '../../../../utils/settings/sealed-key';

const own = 'https://own.example/v1';
const official = 'https://api.openai.com/v1';
const sealedKey = { salt: 'c2FsdA==', iv: 'aXY=', data: 'ZGF0YQ==', rounds: 1 };
const locked: Connection = { apiKey: '', baseUrl: own, keyStorage: 'passphrase', sealedKey };
const unlocked: Connection = { ...locked, apiKey: 'sk-own' };

const save = (before: Connection, typed: Partial<TypedConnection>) =>
  checkedConnection({ change: {}, passphrase: '', ...typed }, before);

describe('a key that is locked', () => {
  it.each(['local', 'session'] as const)('is not thrown away for keeping it as %s', async (to) => {
    const saved = save(locked, { change: { keyStorage: to } });
    await expect(saved).rejects.toMatchObject({ code: 'key-locked' });
  });

  it('stays sealed where something else is saved', async () => {
    const saved = await save(locked, { change: { name: 'Mine' } });
    expect(saved).toEqual({ ...locked, name: 'Mine' });
  });

  it('gives way to a new one, whose passphrase may be another', async () => {
    const { sealedKey } = await save(locked, { apiKey: 'sk-new', passphrase: 'correct horse' });
    expect(sealedKey && (await unsealKey(sealedKey, 'correct horse', own))).toBe('sk-new');
    expect(await save(locked, { apiKey: 'sk-new', change: { keyStorage: 'local' } })).toMatchObject(
      { apiKey: 'sk-new' },
    );
  });
});

describe('a key that was not typed', () => {
  it.each<Connection>([
    { apiKey: 'sk-own', baseUrl: own },
    { apiKey: 'sk-own', baseUrl: own, keyStorage: 'session' },
    unlocked,
    locked,
  ])('stays with its server, at whatever path, kept as $keyStorage', async (before) => {
    const saved = await save(before, { change: { baseUrl: `${own}/beta` } });
    expect(saved).toEqual({ ...before, baseUrl: `${own}/beta` });
  });

  it.each<Connection>([
    { apiKey: 'sk-own', baseUrl: own },
    { apiKey: 'sk-own', baseUrl: own, keyStorage: 'session' },
    unlocked,
    locked,
  ])('does not go to another server, kept as $keyStorage', async (before) => {
    const others = ['https://evil.example/v1', 'http://own.example/v1', 'https://own.example:1/v1'];
    for (const baseUrl of others) {
      const saved = await save(before, { change: { baseUrl } });
      expect(saved).toMatchObject({ apiKey: '', baseUrl });
      expect(saved.sealedKey).toBeUndefined();
    }
    await expect(save(before, { change: { baseUrl: official } })).rejects.toMatchObject({
      code: 'key-missing',
    });
  });
});

it.each([own, official])('a key that is to be gone is, also the sealed one, at %s', async (at) => {
  const saved = await save({ ...unlocked, baseUrl: at }, { apiKey: '' });
  expect(saved).toEqual({ apiKey: '', baseUrl: at, keyStorage: 'passphrase' });
});

it('wants no passphrase where there is no key to encrypt', async () => {
  const before = { apiKey: '', baseUrl: own };
  expect(await save(before, { change: { keyStorage: 'passphrase' } })).toMatchObject({
    apiKey: '',
  });
});

it.each([
  ['', 'passphrase-missing'],
  ['a', 'passphrase-short'],
  ['seven77', 'passphrase-short'],
  ['가나다라마바사', 'passphrase-short'],
])('does not encrypt with "%s"', async (passphrase, code) => {
  const typed = { apiKey: 'sk-new', passphrase, change: { keyStorage: 'passphrase' as const } };
  await expect(save({ apiKey: '', baseUrl: own }, typed)).rejects.toMatchObject({ code });
});
