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

function refusal({ status, body }: help.JsonAnswer): [number, unknown, unknown] {
  return [status, help.at(body, 'error', 'code'), help.at(body, 'error', 'param')];
}

describe('sizes', () => {
  it.each([
    ['1000x1000', 'not a multiple of 16'],
    ['3856x1600', 'an edge over 3840'],
    ['3200x1024', 'a ratio over 3:1'],
    ['640x640', 'too few pixels'],
    ['3840x2176', 'too many pixels'],
    ['large', 'no size at all'],
  ])('%s is refused (%s)', async (size) => {
    expect(refusal(await generate({ size }))).toEqual([400, 'invalid_value', 'size']);
  });

  it('only the three standard sizes are legal for models that are being shut down', async () => {
    const model = 'gpt-image-1.5';
    expect(refusal(await generate({ model, size: '1280x1280' }))).toEqual([
      400,
      'invalid_value',
      'size',
    ]);
    expect((await generate({ model, size: '1024x1536' })).status).toBe(200);
  });

  it('auto turns a wide source into a tall picture', async () => {
    const image = help.png(await help.makePhoto(640, 400));
    const form = help.form({ prompt: 'a star', size: 'auto', quality: 'low', image });
    const { body } = await send('/images/edits', form);
    expect(help.at(body, 'size')).toBe('1024x1536');
  });
});

describe('models', () => {
  it.each(['dall-e-3', 'gpt-image-1', 'no-such-model'])('%s is not found', async (model) => {
    expect(refusal(await generate({ model }))).toEqual([404, 'model_not_found', 'model']);
  });

  it.each(['gpt-image-2-2026-04-21', 'gpt-image-3-dawn'])(
    '%s works by safe rules',
    async (model) => {
      expect((await generate({ model })).status).toBe(200);
    },
  );

  it('lists the models, with the date where one is being shut down', async () => {
    const response = await fetch(`${server.baseUrl}/models`, {
      headers: { authorization: `Bearer ${server.apiKey}` },
    });
    const { data } = (await response.json()) as {
      data: { id: string; shutdown_date: string | null }[];
    };
    const dates = Object.fromEntries(data.map(({ id, shutdown_date }) => [id, shutdown_date]));
    expect(dates).toMatchObject({ 'gpt-image-1.5': '2026-12-01', 'gpt-image-2.6-flare': null });
  });
});

describe('the order of checks', () => {
  it('looks at the key before anything else', async () => {
    expect(refusal(await send('/images/edits', { prompt: '' }, 'sk-wrong'))).toEqual([
      401,
      'invalid_api_key',
      null,
    ]);
  });

  it('looks at parameters before it judges the prompt', async () => {
    expect(refusal(await generate({ prompt: 'forbidden', n: 0 }))).toEqual([
      400,
      'invalid_value',
      'n',
    ]);
  });

  it('says what moderation objects to', async () => {
    const { body } = await generate({ prompt: 'forbidden' });
    expect(help.at(body, 'error', 'moderation_details', 'moderation_stage')).toBe('input');
  });

  it.each([
    ['text instead of a number', { n: '2' }, 'invalid_type'],
    ['text instead of a flag', { stream: 'true' }, 'invalid_type'],
  ])('is strict about JSON types: %s', async (_, fields, code) => {
    expect((await generate(fields)).body).toMatchObject({ error: { code } });
  });

  it('answers broken JSON and unknown paths in API form', async () => {
    const headers = {
      authorization: `Bearer ${server.apiKey}`,
      'content-type': 'application/json',
    };
    const broken = await fetch(`${server.baseUrl}/images/generations`, {
      method: 'POST',
      body: '{',
      headers,
    });
    expect(await broken.json()).toMatchObject({ error: { type: 'invalid_request_error' } });
    expect((await send('/images/variations', {})).status).toBe(404);
  });
});
