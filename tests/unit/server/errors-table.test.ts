import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { errorFaults } from '../../images-server/behaviour';
import { type ImagesServer, startImagesServer } from '../../images-server/server';
import { errorCodes } from '../../support/fault-outcomes';
import { edit, failureOf, generate, makeEdit } from './helpers';

let server: ImagesServer;

beforeAll(async () => {
  server = await startImagesServer();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

describe.each(['openai', 'relay'] as const)('an error of the %s server', (personality) => {
  it.each(errorFaults)('%s has its code and is not sent again', async (kind) => {
    server.behave({ personality, fault: { kind, times: Number.POSITIVE_INFINITY } });
    const failure = await failureOf(generate(server, { partialImages: 2 }));
    expect(failure.code).toBe(errorCodes[kind]);
    expect(failure.details.requestId).toBe(server.requests[0]?.id);
    expect(server.requests).toHaveLength(1);
  });
});

it.each([
  ['sdcpp', 'mask_size_mismatch', 'mask-rejected'],
  ['sdcpp', 'moderation_blocked', 'request-invalid'],
  ['fastapi', 'invalid_size', 'size-invalid'],
  ['fastapi', 'invalid_image_file', 'image-rejected'],
  ['fastapi', 'model_not_found', 'model-not-found'],
  ['fastapi', 'http_502', 'server-failed'],
] as const)('the %s form of %s is %s, with its words', async (personality, kind, code) => {
  server.behave({ personality, fault: { kind, times: 1 } });
  const failure = await failureOf(edit(server, await makeEdit()));
  expect(failure.code).toBe(code);
  expect(failure.details.serverMessage).toMatch(/\w+ \w+/);
  expect(server.requests).toHaveLength(1);
});

it.each([
  ['mask', 'mask-rejected'],
  ['image', 'image-rejected'],
  ['prompt', 'request-invalid'],
  ['model', 'model-not-found'],
])('an unknown %s, which can’t be left out, is %s', async (param, code) => {
  server.behave({ fault: { kind: 'unknown_parameter', param, times: 1 } });
  const failure = await failureOf(edit(server, await makeEdit()));
  expect(failure.code).toBe(code);
  expect(failure.details.serverMessage).toContain(param);
});

describe('what an error says', () => {
  it('names the refused field', async () => {
    server.behave({ fault: { kind: 'unknown_parameter', param: 'quality', times: 1 } });
    const { details } = await failureOf(generate(server));
    expect(details).toMatchObject({
      status: 400,
      substitutions: ['quality'],
      serverMessage: "Unknown parameter: 'quality'.",
    });
  });

  it('names the model', async () => {
    server.behave({ fault: { kind: 'organization_not_verified', times: 1 } });
    const { details } = await failureOf(generate(server));
    expect(details.substitutions).toEqual(['gpt-image-2.6-flare']);
  });

  it('tells how long the server asks to wait', async () => {
    server.behave({ fault: { kind: 'rate_limit_exceeded', retryAfterSeconds: 7, times: 1 } });
    expect((await failureOf(generate(server))).details.retryAfterMs).toBe(7000);
  });

  it('shows the title of an HTML page, not its code', async () => {
    server.behave({ fault: { kind: 'http_502', times: 1 } });
    const { details } = await failureOf(generate(server));
    expect(details).toMatchObject({ status: 502, serverMessage: '502 upstream error' });
  });

  it('is the moderation of a real refusal', async () => {
    const failure = await failureOf(generate(server, { prompt: 'forbidden things' }));
    expect(failure.code).toBe('moderation-blocked');
    expect(server.requests[0]?.billed).toBe(false);
  });
});
