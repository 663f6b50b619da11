import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ImagesServer, startImagesServer } from '../../images-server/server';
import * as help from './helpers';

let server: ImagesServer;

beforeAll(async () => {
  server = await startImagesServer();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

function ask(fields: Record<string, unknown> = {}, signal?: AbortSignal): Promise<Response> {
  return fetch(`${server.baseUrl}/images/generations`, {
    method: 'POST',
    body: JSON.stringify({ prompt: 'a cat', size: help.pictureSize, stream: true, ...fields }),
    headers: { authorization: `Bearer ${server.apiKey}`, 'content-type': 'application/json' },
    ...(signal ? { signal } : {}),
  });
}

async function events(fields: Record<string, unknown>): Promise<help.ReceivedEvent[]> {
  return help.eventsOf(await (await ask(fields)).text());
}

/** sharp's estimate from the standard deviation of a Laplacian. */
async function sharpness(data: unknown): Promise<number> {
  const { sharpness: value } = await sharp(help.base64Of(help.at(data, 'b64_json'))).stats();
  return value;
}

describe('a stream', () => {
  it('brings ever sharper partial images, then the finished one', async () => {
    const received = await events({ partial_images: 3 });
    expect(received.map(({ name }) => name)).toEqual([
      ...Array(3).fill('image_generation.partial_image'),
      'image_generation.completed',
    ]);
    const values = await Promise.all(received.map(({ data }) => sharpness(data)));
    expect([...values].sort((a, b) => a - b)).toEqual(values);
  });

  it('brings fewer partial images than asked when the server is told so', async () => {
    server.behave({ partialImages: 1 });
    expect(await events({ partial_images: 3 })).toHaveLength(2);
  });

  it('completes each of several pictures, which differ, and shares the usage out', async () => {
    const received = await events({ n: 2 });
    const pictures = received.map(({ data }) => help.at(data, 'b64_json'));
    expect(new Set(pictures).size).toBe(2);
    const input = received.map(({ data }) => help.at(data, 'usage', 'input_tokens'));
    expect(input).toEqual([2, 0]);
  });

  it('charges 100 output tokens for every partial image sent', async () => {
    const [plain] = await events({ quality: 'low' });
    const withPartial = (await events({ quality: 'low', partial_images: 2 })).at(-1);
    const tokens = (event: help.ReceivedEvent | undefined): number =>
      Number(help.at(event?.data, 'usage', 'output_tokens'));
    expect(tokens(withPartial) - tokens(plain)).toBe(200);
  });

  it('sends its headers before any picture is there', async () => {
    server.behave({ delayBetweenEventsMs: 60_000 });
    const leave = new AbortController();
    const response = await ask({}, leave.signal);
    expect(response.headers.get('content-type')).toBe('text/event-stream');
    leave.abort();
  });
});

describe('an answer that is held back', () => {
  it('comes as soon as it is released, and those after it at once', async () => {
    server.behave({ delayBeforeHeadersMs: 600_000 });
    const answers = [ask(), ask()];
    await expect.poll(() => server.requests.filter(({ billed }) => billed).length).toBe(2);
    expect(server.requests.map(({ answeredAt }) => answeredAt)).toEqual([undefined, undefined]);
    server.release();
    for (const answer of [...answers, ask()]) expect((await answer).status).toBe(200);
  });

  it('is still held back where only one before it was released', async () => {
    server.release();
    server.behave({ delayBeforeHeadersMs: 600_000 });
    const leave = new AbortController();
    const answer = ask({}, leave.signal).catch(() => 'gone');
    await expect.poll(() => server.requests[0]?.billed).toBe(true);
    server.behave({ delayBeforeHeadersMs: 0 });
    await (await ask()).text(); // as long as an answer takes
    expect(server.requests[0]?.answeredAt).toBeUndefined();
    leave.abort();
    expect(await answer).toBe('gone');
  });
});

describe('a client that hangs up', () => {
  it('is noted, and the work it ordered stays billed', async () => {
    server.behave({ delayBeforeHeadersMs: 60_000 });
    const leave = new AbortController();
    const answer = ask({}, leave.signal).catch(() => 'gone');
    await expect.poll(() => server.requests[0]?.billed).toBe(true);
    leave.abort();
    expect(await answer).toBe('gone');
    await expect.poll(() => server.requests[0]?.disconnectedAt).toBeTypeOf('number');
    expect(server.requests[0]).toMatchObject({ status: 0 });
    expect(server.requests[0]?.answeredAt).toBeUndefined();
  });
});

describe('closing', () => {
  it('drops answers that are still open', async () => {
    const other = await startImagesServer({ apiKey: 'sk-other' });
    other.behave({ fault: { kind: 'stall', times: 1 } });
    const response = await fetch(`${other.baseUrl}/images/generations`, {
      method: 'POST',
      body: JSON.stringify({ prompt: 'a cat', stream: true }),
      headers: { authorization: 'Bearer sk-other', 'content-type': 'application/json' },
    });
    const rest = response.text().catch(() => 'dropped');
    await other.close();
    expect(await rest).toBe('dropped');
  });
});
