import { createServer, type ServerResponse } from 'node:http';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { fetchAnswer } from '../../../utils/server/picture';
import { testConnection } from '../../../utils/server/test-connection';
import { closeServer, listen } from '../../images-server/listen';
import { makePhoto } from '../images-server/helpers';
import { codeOf, failureOf, generate, limits } from './helpers';
import { answeringJson, type OneAnswerServer, startOneAnswerServer } from './one-answer-server';

let server: OneAnswerServer | undefined;
afterEach(() => server?.close());

async function serve(answer: (response: ServerResponse) => void): Promise<OneAnswerServer> {
  server = await startOneAnswerServer(answer);
  return server;
}

/** Sends pieces for as long as they are taken; tells how many bytes that were. */
function pouring(status: number, type: string, piece: string) {
  const sent = { bytes: 0 };
  const answer = (response: ServerResponse): void => {
    response.writeHead(status, { 'content-type': type });
    const pour = () => {
      while (!response.destroyed && response.write(piece)) sent.bytes += piece.length;
      if (!response.destroyed) response.once('drain', pour);
    };
    pour();
  };
  return { sent, answer };
}

const megabyte = 'x'.repeat(2 ** 20);

/** What a socket may hold on its way, bytes. */
const onItsWay = 20 * 2 ** 20;

describe('a body without an end', () => {
  it('of a refusal is read as far as it says something', async () => {
    const { sent, answer } = pouring(400, 'application/json', megabyte);
    const { connection } = await serve(answer);
    const { code, details } = await failureOf(generate(connection));
    expect(code).toBe('request-invalid');
    expect(details.serverMessage?.length).toBeLessThan(3_000);
    expect(sent.bytes).toBeLessThan(onItsWay);
  });

  it.each([
    ['of one line of a stream', 'text/event-stream', megabyte],
    ['of JSON', 'application/json', megabyte],
    ['of empty lines', 'text/event-stream', '\n'.repeat(2 ** 20)],
    ['of small events', 'text/event-stream', 'data: {}\n\n'.repeat(2 ** 16)],
  ])('%s is given up as too large', async (_, type, piece) => {
    const { sent, answer } = pouring(200, type, piece);
    const { connection } = await serve(answer);
    expect(await codeOf(generate(connection))).toBe('answer-too-large');
    expect(sent.bytes).toBeLessThan(64 * 2 ** 20 + onItsWay);
  });

  it('of a list of models is given up as too large', async () => {
    const { answer } = pouring(200, 'application/json', megabyte);
    const { connection } = await serve(answer);
    expect(await codeOf(testConnection(connection, 'm'))).toBe('answer-too-large');
  });
});

it('an answer of a byte now and then is given up in the end', async () => {
  let timer: ReturnType<typeof setInterval> | undefined;
  const { connection } = await serve((response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    timer = setInterval(() => response.write(' '), 20);
  });
  const patience = { ...limits, idleLimitMs: 5000, totalLimitMs: 300 };
  expect(await codeOf(generate(connection, {}, { limits: patience }))).toBe('answer-stalled');
  clearInterval(timer);
});

it('of ten thousand pictures so many are taken as can be asked for, of previews some', async () => {
  const b64_json = (await makePhoto(8, 8)).toString('base64');
  const { connection } = await serve(
    answeringJson(200, { data: Array.from({ length: 10_000 }, () => ({ b64_json })) }),
  );
  expect((await generate(connection, { variants: 2 })).pictures).toHaveLength(16);
  await server?.close();
  const preview = `data: ${JSON.stringify({ type: 'x.partial_image', b64_json })}\n\n`;
  const done = `data: ${JSON.stringify({ type: 'x.completed', b64_json })}\n\n`;
  const streaming = await serve((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.end(preview.repeat(1000) + done);
  });
  let previews = 0;
  const listeners = { onPartial: () => void previews++ };
  await generate(streaming.connection, { partialImages: 2 }, { listeners });
  expect(previews).toBe(8);
});

it('of a list of models only so many, with names that can be shown', async () => {
  const data = Array.from({ length: 100_000 }, (_, i) => ({ id: `m${i}` }));
  const { connection } = await serve(
    answeringJson(200, { data: [{ id: { toString: 1 } }, { id: 'y'.repeat(1000) }, ...data] }),
  );
  const { models } = await testConnection(connection, 'm5');
  expect(models).toHaveLength(2000);
  expect(models?.slice(0, 3)).toEqual(['', '', 'm0']);
});

describe('a picture’s address that leads to the user’s own network', () => {
  let photo: Buffer;
  let asked: string[] = [];
  let inside: string;
  const router = createServer((request, response) => {
    asked.push(request.url ?? '');
    const target = /^\/to\?(.*)/.exec(request.url ?? '')?.[1];
    if (target) response.writeHead(302, { location: decodeURIComponent(target) }).end();
    else response.writeHead(200, { 'content-type': 'image/png' }).end(photo);
  });
  beforeAll(async () => {
    photo = await makePhoto(8, 8);
    inside = (await listen(router, 0)).replace('127.0.0.1', 'localhost');
  });
  beforeEach(() => {
    asked = [];
  });
  afterAll(() => closeServer(router));

  it('is not asked before the user wants it, who then has the picture', async () => {
    const url = `${inside}/admin?reboot=1`;
    const { connection } = await serve(answeringJson(200, { data: [{ url }] }));
    const { code, details } = await failureOf(generate(connection));
    expect(code).toBe('answer-leads-inside');
    expect(details.answerUrls).toEqual([url]);
    expect(asked).toEqual([]);
    const { signal } = new AbortController();
    const place = { baseUrl: connection.baseUrl, mayGoAnywhere: true };
    expect((await fetchAnswer(signal, url, place)).type).toBe('image/png');
  });

  it('is not gone to by way of a redirect either', async () => {
    const url = `/pictures/1`;
    const target = `${inside}/admin`;
    server = await startOneAnswerServer((response) =>
      response.req.method === 'POST'
        ? response
            .writeHead(200, { 'content-type': 'application/json' })
            .end(JSON.stringify({ data: [{ url }] }))
        : response.writeHead(302, { location: target }).end(),
    );
    const { code, details } = await failureOf(generate(server.connection));
    expect(code).toBe('answer-leads-inside');
    expect(details.answerUrls).toEqual([`${server.origin}/pictures/1`]);
    expect(asked).toEqual([]);
  });
});
