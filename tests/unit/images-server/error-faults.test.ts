import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Fault, FaultKind } from '../../images-server/behaviour';
import { type ImagesServer, startImagesServer } from '../../images-server/server';
import { pictureSize } from './helpers';

let server: ImagesServer;

beforeAll(async () => {
  server = await startImagesServer();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

function fail(kind: FaultKind, more: Partial<Fault> = {}): void {
  server.behave({ fault: { kind, times: 1, ...more } });
}

function ask(fields: Record<string, unknown> = {}): Promise<Response> {
  return fetch(`${server.baseUrl}/images/generations`, {
    method: 'POST',
    body: JSON.stringify({ prompt: 'a cat', size: pictureSize, ...fields }),
    headers: { authorization: `Bearer ${server.apiKey}`, 'content-type': 'application/json' },
  });
}

describe('error faults', () => {
  it.each([
    ['invalid_api_key', 401, 'invalid_api_key'],
    ['organization_not_verified', 403, null],
    ['moderation_blocked', 400, 'moderation_blocked'],
    ['invalid_size', 400, 'invalid_value'],
    ['invalid_image_file', 400, 'invalid_image_file'],
    ['mask_size_mismatch', 400, null],
    ['model_not_found', 404, 'model_not_found'],
    ['rate_limit_exceeded', 429, 'rate_limit_exceeded'],
    ['insufficient_quota', 429, 'insufficient_quota'],
    ['project_spend_limit_exceeded', 429, 'project_spend_limit_exceeded'],
    ['organization_spend_limit_exceeded', 429, 'organization_spend_limit_exceeded'],
    ['billing_hard_limit_reached', 429, 'billing_hard_limit_reached'],
  ] as const)('%s answers %i unbilled', async (kind, status, code) => {
    fail(kind);
    const response = await ask();
    expect(response.status).toBe(status);
    expect(await response.json()).toMatchObject({ error: { code } });
    expect(server.requests[0]).toMatchObject({
      status,
      billed: false,
      fields: { prompt: 'a cat' },
    });
  });

  it.each(['http_500', 'http_502', 'http_503', 'http_504'] as const)(
    '%s answers in HTML',
    async (kind) => {
      fail(kind);
      const response = await ask();
      expect(`http_${response.status}`).toBe(kind);
      expect(response.headers.get('content-type')).toBe('text/html');
    },
  );

  it('the rate limit says when to come back, the spent quota does not', async () => {
    fail('rate_limit_exceeded', { retryAfterSeconds: 7 });
    expect((await ask()).headers.get('retry-after')).toBe('7');
    fail('insufficient_quota');
    expect((await ask()).headers.get('retry-after')).toBeNull();
  });

  it('the 403 says that the organization must be verified', async () => {
    fail('organization_not_verified');
    expect(await (await ask()).text()).toContain(
      'Your organization must be verified to use the model',
    );
  });

  it('unknown_parameter only hits requests that carry the parameter', async () => {
    fail('unknown_parameter', { param: 'background', times: Number.POSITIVE_INFINITY });
    expect(await (await ask({ background: 'opaque' })).json()).toMatchObject({
      error: { param: 'background' },
    });
    expect((await ask()).status).toBe(200);
  });

  it('can be kept to one endpoint', async () => {
    fail('http_503', { endpoint: 'models' });
    expect((await ask()).status).toBe(200);
    const headers = { authorization: `Bearer ${server.apiKey}` };
    expect((await fetch(`${server.baseUrl}/models`, { headers })).status).toBe(503);
  });

  it('goes away after its times', async () => {
    fail('http_500', { times: 2 });
    const statuses: number[] = [];
    for (let i = 0; i < 3; i += 1) statuses.push((await ask()).status);
    expect(statuses).toEqual([500, 500, 200]);
  });
});
