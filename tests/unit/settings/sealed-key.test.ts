import { expect, it } from 'vitest';
import type { SealedKey } from '../../../utils/server/connection';
import { sealKey, unsealKey } from '../../../utils/settings/sealed-key';

const apiKey = 'sk-test-0123456789';
const baseUrl = 'https://own.example/v1';

it('opens with its passphrase, in whatever form of Unicode it is typed', async () => {
  const sealed = await sealKey(apiKey, 'caf\u00e9 noir', baseUrl);
  expect(await unsealKey(sealed, 'cafe\u0301 noir', baseUrl)).toBe(apiKey);
});

it('opens for the same server at another path', async () => {
  const sealed = await sealKey(apiKey, 'right', baseUrl);
  expect(await unsealKey(sealed, 'right', 'https://own.example/v2')).toBe(apiKey);
});

it('does not open with another passphrase, nor when it was changed', async () => {
  const sealed = await sealKey(apiKey, 'right', baseUrl);
  expect(await unsealKey(sealed, 'wrong', baseUrl)).toBeUndefined();
  const other = await sealKey(apiKey, 'right', baseUrl);
  expect(await unsealKey({ ...sealed, data: other.data }, 'right', baseUrl)).toBeUndefined();
});

it.each(['https://evil.example/v1', 'http://own.example/v1', 'https://own.example:8443/v1'])(
  'does not open for %s, nor when that it is bound is taken away',
  async (elsewhere) => {
    const sealed = await sealKey(apiKey, 'right', baseUrl);
    expect(await unsealKey(sealed, 'right', elsewhere)).toBeUndefined();
    const { isBound: _, ...loose } = sealed;
    expect(await unsealKey(loose, 'right', elsewhere)).toBeUndefined();
  },
);

it('opens when it was sealed by a version that bound it to no server', async () => {
  const old: SealedKey = {
    salt: 'pjrkVTDDiycHT0xmDB6DZQ==',
    iv: 'upv4+I77FpCWcdsJ',
    data: '5WkUD6hN7Z/A6AHTjE5jGXDHl24B/X62KMsSW+4MrY7Rug==',
    rounds: 600_000,
  };
  expect(await unsealKey(old, 'correct horse', baseUrl)).toBe(apiKey);
  expect(await unsealKey(old, 'wrong horse', baseUrl)).toBeUndefined();
});

it('holds no part of the key and never looks the same twice', async () => {
  const [a, b] = await Promise.all([sealKey(apiKey, 'x', baseUrl), sealKey(apiKey, 'x', baseUrl)]);
  expect(JSON.stringify(a)).not.toContain(btoa(apiKey).slice(0, 8));
  expect(a.data).not.toBe(b.data);
  expect(a.salt).not.toBe(b.salt);
  expect(a.rounds).toBeGreaterThanOrEqual(600_000);
});
