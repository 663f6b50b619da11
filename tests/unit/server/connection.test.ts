import { describe, expect, it } from 'vitest';
import { AppError } from '../../../utils/base/errors';
import { createClient } from '../../../utils/server/client';
import { checkConnection, checkKey, normaliseBaseUrl } from '../../../utils/server/connection';
import { codeOf, generate } from './helpers';
import { answeringJson, startOneAnswerServer } from './one-answer-server';

const codeThrownBy = (run: () => unknown): string => {
  try {
    return `no error, but ${String(run())}`;
  } catch (error) {
    return error instanceof AppError ? error.code : String(error);
  }
};

describe('normaliseBaseUrl', () => {
  it.each([
    ['https://api.openai.com/v1', 'https://api.openai.com/v1'],
    ['  https://api.openai.com/v1/// \n', 'https://api.openai.com/v1'],
    ['HTTPS://API.OpenAI.com/v1', 'https://api.openai.com/v1'],
    ['http://localhost:8080', 'http://localhost:8080'],
    ['http://127.0.0.1:8080/', 'http://127.0.0.1:8080'],
    ['http://[::1]:8080/v1', 'http://[::1]:8080/v1'],
    ['https://example.com:443/openai/v1', 'https://example.com/openai/v1'],
  ])('makes %j %s', (text, url) => {
    expect(normaliseBaseUrl(text)).toBe(url);
  });

  it.each([
    '',
    ' ',
    'api.openai.com/v1',
    'localhost:8080/v1',
    '//example.com/v1',
    'https:example.com',
    'ftp://example.com/v1',
    'file:///v1',
    'javascript:alert(1)',
    'https://',
    'https://user@example.com/v1',
    'https://user:secret@example.com/v1',
    'https://example.com/v1?key=1',
    'https://example.com/v1?',
    'https://example.com/v1#part',
    'https://exam ple.com/v1',
    'https://example.com/v\n1',
    'http://api.openai.com/v1',
  ])('refuses %j', (text) => {
    expect(codeThrownBy(() => normaliseBaseUrl(text))).toBe('base-url-invalid');
  });
});

describe('checkKey', () => {
  const official = 'https://api.openai.com/v1';

  it('trims', () => expect(checkKey(' sk-abc\r\n', official)).toBe('sk-abc'));

  it.each(['sk-a\nb', 'sk-a\r\nb', 'sk-a b', 'sk-ä', 'sk-\u200babc', 'Bearer sk-abc', 'sk-\u2026'])(
    'refuses %j',
    (text) => expect(codeThrownBy(() => checkKey(text, official))).toBe('key-malformed'),
  );

  it.each(['', ' \n'])('misses a key for OpenAI when given %j', (text) => {
    expect(codeThrownBy(() => checkKey(text, official))).toBe('key-missing');
    expect(codeThrownBy(() => checkKey(text, 'https://eu.api.openai.com/v1'))).toBe('key-missing');
    expect(checkKey(text, 'http://localhost:8080')).toBe('');
  });

  it('does not take another host for OpenAI', () => {
    expect(checkKey('', 'https://notapi.openai.com.example/v1')).toBe('');
  });
});

it('checkConnection tidies both parts', () => {
  expect(checkConnection({ apiKey: ' k ', baseUrl: 'http://localhost:1/v1/ ' })).toEqual({
    apiKey: 'k',
    baseUrl: 'http://localhost:1/v1',
  });
});

describe('createClient', () => {
  it('never re-sends and waits six minutes', () => {
    const client = createClient({ apiKey: 'k', baseUrl: 'http://localhost:1' });
    expect([client.maxRetries, client.timeout]).toEqual([0, 360_000]);
  });

  it('sends no authorization where there is no key', async () => {
    const server = await startOneAnswerServer(answeringJson(401, {}), '');
    const code = await codeOf(generate(server.connection));
    await server.close();
    expect(code).toBe('key-missing');
    expect(server.headers[0]).not.toHaveProperty('authorization');
  });

  it.each([
    ['key-malformed', { apiKey: 'sk-\n1', baseUrl: 'http://localhost:1' }],
    ['base-url-invalid', { apiKey: 'sk-1', baseUrl: 'localhost' }],
    ['key-missing', { apiKey: '', baseUrl: 'https://api.openai.com/v1' }],
    ['server-unreachable', { apiKey: 'sk-1', baseUrl: 'http://127.0.0.1:1/v1' }],
  ] as const)('a call says %s', async (code, connection) => {
    expect(await codeOf(generate(connection))).toBe(code);
  });
});
