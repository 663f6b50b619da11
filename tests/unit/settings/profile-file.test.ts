import { expect, it } from 'vitest';
import type { Connection } from '../../../utils/server/connection';
import { exportProfiles, importProfiles } from '../../../utils/settings/profile-file';

const azure: Connection = {
  id: 'a',
  name: 'Azure',
  baseUrl: 'https://mine.openai.azure.com',
  apiKey: 'sk-secret-0123456789',
  keyHeader: 'api-key',
  pathForm: 'azure',
  maskForm: 'mask',
  waitMinutes: 20,
  keyStorage: 'passphrase',
  sealedKey: { salt: 'SALT', iv: 'IV', data: 'SEALED', rounds: 1 },
};

it('holds no key, neither plain nor encrypted', () => {
  const text = exportProfiles([azure]);
  for (const secret of ['sk-secret', 'SALT', 'SEALED', 'sealedKey', 'apiKey'])
    expect(text).not.toContain(secret);
});

it('comes back as it was, but for the key and the id', () => {
  const [back] = importProfiles(exportProfiles([azure]));
  const { sealedKey: _, id, ...rest } = azure;
  expect(back).toMatchObject({ ...rest, apiKey: '' });
  expect(back?.id).not.toBe(id);
});

it.each(['', 'no JSON', '[]', '{"servers": [{"baseUrl": "javascript:alert(1)"}]}'])(
  'refuses %j',
  (text) => {
    expect(() => importProfiles(text)).toThrow('settings-file-invalid');
  },
);

it('takes from a file of a newer version what it knows, and of an older one what is there', () => {
  const server = { baseUrl: 'https://own.example/v1', name: 'Own', apiKey: 'sk-x', colour: 'red' };
  for (const version of [{ repaintServers: 7, more: {} }, { repaintServers: 0 }, {}]) {
    const [profile, ...others] = importProfiles(JSON.stringify({ ...version, servers: [server] }));
    expect(others).toEqual([]);
    expect(profile).toEqual({
      baseUrl: 'https://own.example/v1',
      name: 'Own',
      apiKey: '',
      id: expect.any(String),
    });
  }
});

it.each([0, 61, 2.5, '6', null])('takes no wait of %j minutes', (waitMinutes) => {
  const text = JSON.stringify({ servers: [{ baseUrl: 'https://a.example/v1', waitMinutes }] });
  expect(importProfiles(text)[0]).not.toHaveProperty('waitMinutes');
});

it('takes known words only', () => {
  const text = '{"servers":[{"baseUrl":"https://a.example/v1","maskForm":"evil","apiKey":"sk-x"}]}';
  const [profile] = importProfiles(text);
  expect(profile).toEqual({ baseUrl: 'https://a.example/v1', apiKey: '', id: profile?.id });
});
