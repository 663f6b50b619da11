import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ImagesServer, startImagesServer } from '../../images-server/server';
import { edit, failureOf, generate, makeEdit } from './helpers';
import { answeringJson, startOneAnswerServer } from './one-answer-server';

let server: ImagesServer;

beforeAll(async () => {
  server = await startImagesServer();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

describe.each(['sdcpp', 'fastapi', 'relay', 'plain-json'] as const)(
  'a %s server',
  (personality) => {
    it('edits, though asked for a stream', async () => {
      server.behave({ personality });
      const answer = await edit(server, await makeEdit({ partialImages: 2 }));
      expect(answer.pictures.map(({ type }) => type)).toEqual(['image/png']);
      expect(server.requests).toHaveLength(1);
    });

    it('generates several', async () => {
      server.behave({ personality });
      expect((await generate(server, { variants: 2 })).pictures).toHaveLength(2);
    });
  },
);

describe('pictures that are linked to', () => {
  it.each(['url', 'relative_url'] as const)('%s is fetched without the key', async (answerAs) => {
    server.behave({ answerAs });
    const answer = await generate(server, { variants: 2, partialImages: 1 });
    expect(answer.pictures.map(({ type }) => type)).toEqual(['image/png', 'image/png']);
  });

  it('out of reach are named with their origin, and their address is kept', async () => {
    const url = 'http://127.0.0.1:1/picture.png';
    const other = await startOneAnswerServer(answeringJson(200, { data: [{ url }] }));
    const { code, details } = await failureOf(generate(other.connection));
    await other.close();
    expect(code).toBe('answer-unreachable');
    expect(details.answerUrls).toEqual([url]);
    expect(details.substitutions).toEqual(['http://127.0.0.1:1']);
    expect(details.serverMessage).toBe('http://127.0.0.1:1/picture.png');
  });
});

it('tokens that a server does not count are left out', async () => {
  server.behave({ personality: 'plain-json' });
  expect((await generate(server)).usage).toBeUndefined();
});
