import { createServer } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ImageAnswer } from '../../../utils/server/request';
import { closeServer, listen } from '../../images-server/listen';
import { makePhoto } from '../images-server/helpers';
import { failureOf, generate } from './helpers';
import {
  answering,
  answeringJson,
  type OneAnswerServer,
  startOneAnswerServer,
} from './one-answer-server';

let photo: Buffer;
let origin: string;
let server: OneAnswerServer | undefined;

/** Pictures by address; those under `/gone` are not there. */
const shelf = createServer((request, response) => {
  if (request.url?.startsWith('/gone')) response.writeHead(404).end();
  else response.writeHead(200, { 'content-type': 'image/png' }).end(photo);
});

beforeAll(async () => {
  photo = await makePhoto(8, 8);
  origin = await listen(shelf, 0);
});
afterEach(() => server?.close());
afterAll(() => closeServer(shelf));

const usage = { input_tokens: 10, output_tokens: 500 };

/** Asks a server that gives these addresses; tells what was said to be paid, too. */
async function ask(paths: readonly string[], count: unknown = usage) {
  const data = paths.map((path) => ({ url: `${origin}${path}` }));
  server = await startOneAnswerServer(
    answeringJson(200, { data, usage: count }, { 'x-request-id': 'req-7' }),
  );
  const paid: Pick<ImageAnswer, 'usage' | 'requestId'>[] = [];
  const listeners = { onPaid: (what: (typeof paid)[number]) => void paid.push(what) };
  return { paid, answer: generate(server.connection, { variants: 3 }, { listeners }) };
}

describe('several pictures by address', () => {
  it('are kept where one of them can’t be fetched, with the address of that one', async () => {
    const { answer } = await ask(['/a.png', '/gone/b.png', '/c.png', '/gone/d.png']);
    const { pictures, unreached, requestId } = await answer;
    expect(pictures).toHaveLength(2);
    expect(unreached?.code).toBe('answer-unreachable');
    expect(unreached?.details.answerUrls).toEqual([`${origin}/gone/b.png`, `${origin}/gone/d.png`]);
    expect(requestId).toBe('req-7');
  });

  it('leave nothing to fetch where all came', async () => {
    const { answer } = await ask(['/a.png', '/b.png']);
    expect(await answer).toMatchObject({ pictures: [{}, {}], unreached: undefined });
  });

  it('keep no address that quotes the key', async () => {
    const { answer } = await ask(['/a.png', '/gone/b.png?key=sk-local-repaint']);
    expect((await answer).unreached?.details.answerUrls).toEqual([]);
  });
});

describe('what an answer has cost', () => {
  const counted = { inputTextTokens: 0, inputImageTokens: 10, outputTokens: 500 };

  it('is told before its pictures are fetched, also where that fails', async () => {
    const { paid, answer } = await ask(['/gone/a.png']);
    expect((await failureOf(answer)).code).toBe('answer-unreachable');
    expect(paid).toEqual([{ usage: counted, requestId: 'req-7' }]);
  });

  it('is told of a stream, too', async () => {
    const event = { type: 'image_generation.completed', url: `${origin}/gone/a.png`, usage };
    const text = `data: ${JSON.stringify(event)}\n\n`;
    server = await startOneAnswerServer(answering(200, 'text/event-stream', text));
    const paid: unknown[] = [];
    const listeners = { onPaid: (what: unknown) => void paid.push(what) };
    await failureOf(generate(server.connection, {}, { listeners }));
    expect(paid).toEqual([{ usage: counted, requestId: undefined }]);
  });

  it.each([
    { output_tokens: 1e15 },
    { output_tokens: 500, input_tokens: 1e15 },
    { output_tokens: 500, input_tokens: 10, input_tokens_details: { text_tokens: 1e300 } },
    { output_tokens: -5 },
    { output_tokens: 500, input_tokens: 10, input_tokens_details: { image_tokens: -1 } },
  ])('is not believed where it is beyond belief: %o', async (count) => {
    const { answer } = await ask(['/a.png'], count);
    expect((await answer).usage).toBeUndefined();
  });

  it('is believed up to ten pictures in 4K', async () => {
    const { answer } = await ask(['/a.png'], { input_tokens: 50_000, output_tokens: 250_000 });
    expect((await answer).usage).toMatchObject({ outputTokens: 250_000, inputImageTokens: 50_000 });
  });
});
