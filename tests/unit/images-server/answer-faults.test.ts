import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { AnswerFault } from '../../images-server/behaviour';
import { type ImagesServer, startImagesServer } from '../../images-server/server';
import * as help from './helpers';

let server: ImagesServer;

beforeAll(async () => {
  server = await startImagesServer();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

function fail(kind: AnswerFault): void {
  server.behave({ fault: { kind, times: 1 } });
}

function ask(fields: Record<string, unknown> = {}, signal?: AbortSignal): Promise<Response> {
  return fetch(`${server.baseUrl}/images/generations`, {
    method: 'POST',
    body: JSON.stringify({ prompt: 'a cat', size: help.pictureSize, ...fields }),
    headers: { authorization: `Bearer ${server.apiKey}`, 'content-type': 'application/json' },
    ...(signal ? { signal } : {}),
  });
}

const stream = { stream: true, partial_images: 1 };
const completed = 'image_generation.completed';
const partial = 'image_generation.partial_image';

async function streamed(): Promise<{ text: string; names: string[] }> {
  const text = await (await ask(stream)).text();
  return { text, names: help.eventsOf(text).map(({ name }) => name) };
}

describe('answer faults in a stream', () => {
  it('error_event ends the stream with an error after a partial image', async () => {
    fail('error_event');
    expect((await streamed()).names).toEqual([partial, 'error']);
  });

  it('cut_in_base64 breaks the connection inside the picture', async () => {
    fail('cut_in_base64');
    const response = await ask(stream);
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow();
    expect(server.requests[0]?.disconnectedAt).toBeUndefined();
  });

  it('ended_in_base64 ends in good order, without the rest of the picture', async () => {
    fail('ended_in_base64');
    const { text, names } = await streamed();
    expect(names).toEqual([partial]);
    expect(text).toMatch(/image_generation\.completed","b64_json":"[\w+/]+$/);
  });

  it('no_completed ends in good order after the partial images', async () => {
    fail('no_completed');
    expect((await streamed()).names).toEqual([partial]);
  });

  it('stall sends headers and then nothing', async () => {
    fail('stall');
    const leave = new AbortController();
    const response = await ask(stream, leave.signal);
    const first = response.body
      ?.getReader()
      .read()
      .then(
        () => 'bytes',
        () => 'nothing',
      );
    leave.abort();
    expect(await first).toBe('nothing');
    expect(server.requests[0]).toMatchObject({ status: 200, billed: true });
  });

  it('split_lines changes the packets, not the events', async () => {
    fail('split_lines');
    const reader = (await ask(stream)).body?.getReader();
    let [chunks, text] = [0, ''];
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      chunks += 1;
      text += Buffer.from(part.value).toString('utf8');
    }
    expect(chunks).toBeGreaterThan(4);
    expect(help.eventsOf(text).map(({ name }) => name)).toEqual([partial, completed]);
  });

  it('no_last_blank_line leaves the last event open', async () => {
    fail('no_last_blank_line');
    const { text } = await streamed();
    expect(text.endsWith('}')).toBe(true);
    expect(help.eventsOf(`${text}\n\n`).at(-1)?.name).toBe(completed);
  });

  it('json_to_stream answers JSON', async () => {
    fail('json_to_stream');
    const response = await ask(stream);
    expect(response.headers.get('content-type')).toBe('application/json');
    expect(await response.json()).toHaveProperty('data.0.b64_json');
  });
});

describe('answer faults', () => {
  it('reset_before_headers breaks the connection, billed', async () => {
    fail('reset_before_headers');
    await expect(ask()).rejects.toThrow();
    expect(server.requests[0]).toMatchObject({ status: 0, billed: true });
  });

  it('empty_body and html_200 are answers without a picture', async () => {
    fail('empty_body');
    expect(await (await ask()).text()).toBe('');
    fail('html_200');
    const response = await ask(stream);
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html']);
  });

  it('undecodable_image is base64 of something else', async () => {
    fail('undecodable_image');
    const picture = help.base64Of(help.at(await (await ask()).json(), 'data', 0, 'b64_json'));
    await expect(sharp(picture).metadata()).rejects.toThrow();
  });

  it('one_pixel is a picture of 1x1', async () => {
    fail('one_pixel');
    const picture = help.base64Of(help.at(await (await ask()).json(), 'data', 0, 'b64_json'));
    expect(await sharp(picture).metadata()).toMatchObject({ width: 1, height: 1 });
  });

  it('whitespace_before_json is still JSON', async () => {
    fail('whitespace_before_json');
    const text = await (await ask()).text();
    expect(text).toMatch(/^\s+\{/);
    expect(JSON.parse(text)).toHaveProperty('data');
  });

  it('leave the model list alone', async () => {
    fail('html_200');
    const headers = { authorization: `Bearer ${server.apiKey}` };
    expect(await (await fetch(`${server.baseUrl}/models`, { headers })).json()).toHaveProperty(
      'data',
    );
  });
});
