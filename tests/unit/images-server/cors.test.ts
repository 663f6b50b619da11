import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ImagesServer, startImagesServer } from '../../images-server/server';
import * as help from './helpers';

let server: ImagesServer;

beforeAll(async () => {
  server = await startImagesServer();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

function send(
  path: string,
  body: FormData | Record<string, unknown>,
  key = server.apiKey,
): Promise<help.JsonAnswer> {
  return help.post(`${server.baseUrl}${path}`, body, { authorization: `Bearer ${key}` });
}

function generate(fields: Record<string, unknown>): Promise<help.JsonAnswer> {
  return send('/images/generations', {
    prompt: 'a star',
    size: help.pictureSize,
    quality: 'low',
    ...fields,
  });
}

describe('CORS', () => {
  it('answers preflights and marks refusals readable', async () => {
    const preflight = await fetch(`${server.baseUrl}/images/edits`, {
      method: 'OPTIONS',
      headers: { 'access-control-request-headers': 'authorization,x-stainless-os' },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get('access-control-allow-headers')).toBe(
      'authorization,x-stainless-os',
    );
    expect((await send('/models', {}, 'sk-wrong')).headers.get('access-control-allow-origin')).toBe(
      '*',
    );
    expect(server.requests).toHaveLength(1);
  });

  it('can be switched off', async () => {
    server.behave({ cors: false });
    expect((await generate({ n: 0 })).headers.get('access-control-allow-origin')).toBeNull();
  });
});
