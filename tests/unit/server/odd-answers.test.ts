import { afterEach, describe, expect, it } from 'vitest';
import { makePhoto } from '../images-server/helpers';
import { codeOf, failureOf, generate } from './helpers';
import {
  answering,
  answeringJson,
  type OneAnswerServer,
  startOneAnswerServer,
} from './one-answer-server';

let server: OneAnswerServer | undefined;
afterEach(() => server?.close());

async function serve(answer: Parameters<typeof startOneAnswerServer>[0]): Promise<OneAnswerServer> {
  server = await startOneAnswerServer(answer);
  return server;
}

const sse = (...events: readonly unknown[]): string =>
  events.map((data) => `data: ${JSON.stringify(data)}\n\n`).join('');

const base64 = async (): Promise<string> => (await makePhoto(8, 8)).toString('base64');

describe('an answer of status 200', () => {
  it.each([
    ['an error text', { error: 'out of memory' }, 'server-failed'],
    ['a detail', { detail: 'no such thing' }, 'server-failed'],
    ['a status as code', { error: { message: 'busy', code: '429' } }, 'rate-limited'],
    ['a status as number', { error: { message: 'no', code: 401 } }, 'key-wrong'],
    ['no data', { data: [] }, 'answer-empty'],
    ['data without pictures', { data: [{}, { b64_json: '' }] }, 'answer-empty'],
    ['another API', { object: 'list', choices: [] }, 'not-an-images-api'],
    ['a number', 5, 'not-an-images-api'],
    ['text that is not base64', { data: [{ b64_json: '%%%' }] }, 'answer-undecodable'],
    ['a picture of no bytes', { data: [{ b64_json: 'data:image/png;base64,' }] }, 'answer-empty'],
    ['a file address', { data: [{ url: 'file:///etc/passwd' }] }, 'answer-undecodable'],
  ])('with %s', async (_, body, code) => {
    const { connection, paths } = await serve(answeringJson(200, body));
    expect(await codeOf(generate(connection))).toBe(code);
    expect(paths).toHaveLength(1);
  });

  it('keeps the good pictures when another one is bad', async () => {
    const good = { b64_json: await base64() };
    const { connection } = await serve(answeringJson(200, { data: [{ b64_json: 'AAAA' }, good] }));
    expect((await generate(connection, { variants: 2 })).pictures).toHaveLength(1);
  });
});

describe('a stream', () => {
  const stream = (text: string, type = 'text/event-stream; charset=utf-8') =>
    answering(200, type, text);
  const done = async () => ({ type: 'image_generation.completed', b64_json: await base64() });

  it('may be called plain text', async () => {
    const { connection } = await serve(stream(sse(await done()), 'text/plain'));
    expect((await generate(connection, { partialImages: 1 })).pictures).toHaveLength(1);
  });

  it('may use carriage returns and comments, and end with [DONE]', async () => {
    const text = `: hello\n\n${sse(await done())}data: [DONE]\n\n`.replaceAll('\n', '\r\n');
    const { connection } = await serve(stream(text));
    expect((await generate(connection)).pictures).toHaveLength(1);
  });

  it.each([
    [
      'an error without an event name',
      { type: 'error', code: 'moderation_blocked' },
      'moderation-blocked',
    ],
    [
      'an error object',
      { error: { code: 'insufficient_quota', message: 'no' } },
      'quota-exhausted',
    ],
    ['an error text', { error: 'broken' }, 'server-failed'],
    ['unknown events only', { type: 'ping' }, 'answer-incomplete'],
  ])('with %s', async (_, event, code) => {
    const { connection } = await serve(stream(sse(event)));
    expect(await codeOf(generate(connection, { partialImages: 1 }))).toBe(code);
  });

  it('that breaks after its picture has given it', async () => {
    const text = `${sse(await done())}data: {"type": "im`;
    const { connection } = await serve(stream(text));
    expect((await generate(connection)).pictures).toHaveLength(1);
  });

  it('that goes on for ever after its picture is left', async () => {
    const text = sse(await done());
    let chatter: NodeJS.Timeout | undefined;
    const { connection } = await serve((response) => {
      response.writeHead(200, { 'content-type': 'text/event-stream' }).write(text);
      chatter = setInterval(() => response.write(sse({ type: 'ping' })), 50);
    });
    const answer = await generate(connection);
    clearInterval(chatter);
    expect(answer.pictures).toHaveLength(1);
  });

  it('may link to its picture', async () => {
    const url = `data:image/png;base64,${await base64()}`;
    const completed = { type: 'image_generation.completed', url };
    const { connection } = await serve(stream(sse(completed)));
    expect((await generate(connection)).pictures).toHaveLength(1);
  });

  it('with a preview that is no picture still gives the picture', async () => {
    const preview = { type: 'image_generation.partial_image', b64_json: 'AAAA' };
    const { connection } = await serve(stream(sse(preview, await done())));
    const previews: Blob[] = [];
    const listeners = { onPartial: (picture: Blob) => previews.push(picture) };
    const answer = await generate(connection, { partialImages: 1 }, { listeners });
    expect([answer.pictures.length, previews.length]).toEqual([1, 0]);
  });
});

describe('a redirect is not followed', () => {
  it.each([301, 307])('%i', async (status) => {
    const target = await startOneAnswerServer(answeringJson(200, {}));
    const location = `${target.origin}/v1/images/generations`;
    const { connection, paths } = await serve(answering(status, 'text/html', '', { location }));
    const failure = await failureOf(generate(connection));
    await target.close();
    expect([failure.code, failure.details.status]).toEqual(['not-an-images-api', status]);
    expect([paths.length, target.paths.length]).toEqual([1, 0]);
  });
});

it('reads a date in Retry-After', async () => {
  const date = new Date(Date.now() + 90_000).toUTCString();
  const { connection } = await serve(answeringJson(429, {}, { 'retry-after': date }));
  const { code, details } = await failureOf(generate(connection));
  expect(code).toBe('rate-limited');
  expect(details.retryAfterMs).toBeGreaterThan(80_000);
  expect(details.retryAfterMs).toBeLessThanOrEqual(90_000);
});

it.each([
  [402, 'quota-exhausted'],
  [403, 'access-denied'],
  [404, 'not-an-images-api'],
  [405, 'not-an-images-api'],
  [408, 'timed-out'],
  [413, 'image-rejected'],
  [418, 'request-invalid'],
  [501, 'not-an-images-api'],
  [529, 'server-failed'],
] as const)('status %i without a body is %s, after one request', async (status, code) => {
  const { connection, paths } = await serve(answering(status, 'text/plain', ''));
  const failure = await failureOf(generate(connection));
  expect([failure.code, failure.details.status]).toEqual([code, status]);
  expect(paths).toHaveLength(1);
});
