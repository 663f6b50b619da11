import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Connection } from '../../../utils/server/connection';
import { testConnection } from '../../../utils/server/test-connection';
import { type ImagesServer, startImagesServer } from '../../images-server/server';
import { codeOf, failureOf } from './helpers';
import {
  answering,
  answeringJson,
  type OneAnswerServer,
  startOneAnswerServer,
} from './one-answer-server';

let server: ImagesServer;
let other: OneAnswerServer | undefined;

beforeAll(async () => {
  server = await startImagesServer();
});
beforeEach(() => server.reset());
afterEach(() => other?.close());
afterAll(() => server.close());

const model = 'gpt-image-2.6-sunburst';
const test = (connection: Connection, id = model, limitMs = 5000) =>
  testConnection({ apiKey: connection.apiKey, baseUrl: connection.baseUrl }, id, limitMs);

describe('testConnection', () => {
  it('lists the models by one request that costs nothing', async () => {
    expect((await test(server)).models).toContain(model);
    expect(server.requests).toMatchObject([{ method: 'GET', path: '/v1/models', billed: false }]);
  });

  it('says that the key is wrong', async () => {
    expect(await codeOf(test({ ...server, apiKey: 'sk-wrong' }))).toBe('key-wrong');
  });

  it('says that a server which needs a key got none', async () => {
    expect(await codeOf(test({ ...server, apiKey: '' }))).toBe('key-missing');
  });

  it('names the model that is not offered', async () => {
    const { code, details } = await failureOf(test(server, 'gpt-image-1'));
    expect([code, details.substitutions]).toEqual(['model-not-found', ['gpt-image-1']]);
  });

  it('does not miss a deployment of Azure’s among its models, which are something else', async () => {
    server.behave({ personality: 'azure' });
    const azure = { apiKey: server.apiKey, baseUrl: server.origin, keyHeader: 'api-key' } as const;
    const report = await testConnection({ ...azure, pathForm: 'azure' }, 'my-pictures');
    expect(report.models).not.toContain('my-pictures');
  });

  it.each([
    ['organization_not_verified', 'organization-unverified'],
    ['http_503', 'server-failed'],
    ['rate_limit_exceeded', 'rate-limited'],
  ] as const)('says %s, after one request', async (kind, code) => {
    server.behave({ fault: { kind, times: Number.POSITIVE_INFINITY } });
    expect(await codeOf(test(server))).toBe(code);
    expect(server.requests).toHaveLength(1);
  });

  it.each([
    ['key-missing', { apiKey: '', baseUrl: 'https://api.openai.com/v1' }],
    ['key-malformed', { apiKey: 'sk-\n1', baseUrl: 'http://127.0.0.1:1' }],
    ['base-url-invalid', { apiKey: 'sk-1', baseUrl: '127.0.0.1:1' }],
    ['server-unreachable', { apiKey: 'sk-1', baseUrl: 'http://127.0.0.1:1/v1' }],
  ] as const)('says %s without reaching a server', async (code, connection) => {
    expect(await codeOf(test(connection))).toBe(code);
  });

  it.each([404, 501])('takes a server that answers %i and so lists no models', async (status) => {
    other = await startOneAnswerServer(answering(status, 'text/plain', ''));
    expect(await test(other.connection)).toEqual({ models: undefined });
  });

  it.each([
    ['a web page', answering(200, 'text/html', '<!doctype html><p>Hello')],
    ['a web page that is missing', answering(404, 'text/html', '<html><title>Not here</title>')],
    ['other JSON', answeringJson(200, { hello: 'world' })],
    ['text', answering(200, 'text/plain', 'hello')],
  ])('does not take %s for an images API', async (_, answer) => {
    other = await startOneAnswerServer(answer);
    expect(await codeOf(test(other.connection))).toBe('not-an-images-api');
  });

  it.each([
    ['never answers', () => undefined],
    ['never ends its answer', (response: { write(text: string): void }) => response.write('{')],
  ])(
    'says that a server is out of reach that %s: nothing is billed by a test',
    async (_, answer) => {
      other = await startOneAnswerServer(answer);
      expect(await codeOf(test(other.connection, model, 200))).toBe('server-unreachable');
    },
  );
});
