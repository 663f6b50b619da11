import { afterEach, describe, expect, it } from 'vitest';
import { testConnection } from '../../../utils/server/test-connection';
import { redactKey } from '../../../utils/server/to-app-error';
import { everythingIn, failureOf, generate } from './helpers';
import {
  answering,
  answeringJson,
  type OneAnswerServer,
  startOneAnswerServer,
} from './one-answer-server';

const key = 'sk-proj-Zx81kQ0aRw7TtYu5Pm3LnB2v';
let server: OneAnswerServer | undefined;
afterEach(() => server?.close());

/** No six characters in a row of the key, save its public prefix. */
function holdsKey(text: string): boolean {
  const secret = key.slice('sk-proj-'.length);
  return [...secret].some(
    (_, at) => at + 6 <= secret.length && text.includes(secret.slice(at, at + 6)),
  );
}

const echoes: readonly (readonly [string, Parameters<typeof startOneAnswerServer>[0]])[] = [
  [
    'in the message',
    answeringJson(401, { error: { message: `Incorrect API key provided: ${key}.` } }),
  ],
  [
    'masked',
    answeringJson(401, { error: { message: `Wrong key sk-proj-Zx81kQ***********3LnB2v` } }),
  ],
  ['as the error text', answeringJson(400, { error: `bad header "Bearer ${key}"` })],
  ['in an HTML page', answering(500, 'text/html', `<title>${key}</title>${key}`)],
  ['in a header', answeringJson(401, {}, { 'x-echo': key })],
  [
    'in fields beside the message',
    answeringJson(400, { error: { message: 'no', param: key, code: key, sent: key } }),
  ],
  ['in a validation list', answeringJson(422, { detail: [{ loc: [key], msg: 'no', input: key }] })],
  ['with status 200', answeringJson(200, { error: { message: key } })],
  [
    'in the address of a picture',
    answeringJson(200, { data: [{ url: `http://127.0.0.1:1/?k=${key}` }] }),
  ],
  ['as the request id', answeringJson(400, {}, { 'x-request-id': key })],
  [
    'in a stream',
    answering(200, 'text/event-stream', `event: error\ndata: {"message":"${key}"}\n\n`),
  ],
  ['instead of JSON', answering(200, 'application/json', `{${key}`)],
];

describe('a key that the server echoes', () => {
  it.each(echoes)('%s is in no part of the error', async (_, answer) => {
    server = await startOneAnswerServer(answer, key);
    const failure = await failureOf(generate(server.connection, { partialImages: 1 }));
    expect(everythingIn(failure)).toSatisfy((text: string) => !holdsKey(text));
  });

  it('is in no part of a failed test of the connection either', async () => {
    server = await startOneAnswerServer(answeringJson(401, { error: { message: key } }), key);
    const failure = await failureOf(testConnection(server.connection, 'x'));
    expect(failure.code).toBe('key-wrong');
    expect(everythingIn(failure)).toSatisfy((text: string) => !holdsKey(text));
  });

  it('keeps the rest of a message, cut to 2,000 characters', async () => {
    const message = `The key ${key} is not known here. ${'x'.repeat(5000)}`;
    server = await startOneAnswerServer(answeringJson(400, { error: { message } }), key);
    const { serverMessage = '' } = (await failureOf(generate(server.connection))).details;
    expect(serverMessage.startsWith('The key [key] is not known here. xxx')).toBe(true);
    expect(serverMessage).toHaveLength(2000);
  });
});

describe('redactKey', () => {
  it.each([
    ['Incorrect API key provided: sk-ab***.', 'Incorrect API key provided: [key]'],
    ['Incorrect API key provided: ****fake.', 'Incorrect API key provided: [key]'],
    ['key sk-1234abcd...wxyz refused', 'key [key] refused'],
    ['token ab****yz refused', 'token [key] refused'],
    ['Authorization: Bearer abc', 'Authorization: Bearer [key]'],
    ['A risk-free, plain sentence… with sk-', 'A risk-free, plain sentence… with sk-'],
    ["Unknown parameter: 'quality'.", "Unknown parameter: 'quality'."],
  ])('%s', (text, redacted) => {
    expect(redactKey(text, '')).toBe(redacted);
  });

  it.each([
    ['local-key', 'the local-key is wrong', 'the [key] is wrong'],
    ['abcdefghijklmnop', 'you sent abcdefghijkl', 'you sent [key]'],
    ['abcdefghijklmnop', 'ends in ijklmnop', 'ends in [key]'],
    ['test', 'test failed', '[key] failed'],
    ['a', 'a failed', 'a failed'],
  ])('takes out %s', (apiKey, text, redacted) => {
    expect(redactKey(text, apiKey)).toBe(redacted);
  });
});
