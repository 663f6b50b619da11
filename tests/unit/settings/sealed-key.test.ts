import { expect, it } from 'vitest';
import { sealKey, unsealKey } from '../../../utils/settings/sealed-key';

const apiKey = 'sk-test-0123456789';

it('opens with its passphrase, in whatever form of Unicode it is typed', async () => {
  const sealed = await sealKey(apiKey, 'caf\u00e9 noir');
  expect(await unsealKey(sealed, 'cafe\u0301 noir')).toBe(apiKey);
});

it('does not open with another passphrase, nor when it was changed', async () => {
  const sealed = await sealKey(apiKey, 'right');
  expect(await unsealKey(sealed, 'wrong')).toBeUndefined();
  const other = await sealKey(apiKey, 'right');
  expect(await unsealKey({ ...sealed, data: other.data }, 'right')).toBeUndefined();
});

it('holds no part of the key and never looks the same twice', async () => {
  const [a, b] = await Promise.all([sealKey(apiKey, 'x'), sealKey(apiKey, 'x')]);
  expect(JSON.stringify(a)).not.toContain(btoa(apiKey).slice(0, 8));
  expect(a.data).not.toBe(b.data);
  expect(a.salt).not.toBe(b.salt);
  expect(a.rounds).toBeGreaterThanOrEqual(600_000);
});
