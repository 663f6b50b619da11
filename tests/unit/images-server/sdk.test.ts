import OpenAI, { APIError } from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ImagesServer, startImagesServer } from '../../images-server/server';
import { imageOutputTokens } from '../../images-server/usage';
import * as help from './helpers';

let server: ImagesServer;
let client: OpenAI;
let files: Record<'image' | 'mask', File>;

beforeAll(async () => {
  server = await startImagesServer();
  client = new OpenAI({ apiKey: server.apiKey, baseURL: server.baseUrl, maxRetries: 0 });
  files = { image: help.png(await help.makePhoto()), mask: help.png(await help.makeMask()) };
});
beforeEach(() => server.reset());
afterAll(() => server.close());

const common = {
  model: 'gpt-image-2.6-flare',
  prompt: 'a tree',
  size: help.pictureSize,
  quality: 'low',
} as const;

async function typesOf(stream: AsyncIterable<{ type: string }>): Promise<string[]> {
  const types: string[] = [];
  for await (const event of stream) types.push(event.type);
  return types;
}

describe('the openai SDK', () => {
  it('edits', async () => {
    const answer = await client.images.edit({ ...common, ...files, n: 2 });
    expect(answer.data).toHaveLength(2);
    expect(answer).toMatchObject({ size: help.pictureSize, output_format: 'png', quality: 'low' });
    expect(answer.usage).toMatchObject({
      input_tokens_details: { image_tokens: 1000, text_tokens: 2 },
      output_tokens:
        2 * imageOutputTokens({ width: help.pictureWidth, height: help.pictureHeight }, 'low'),
    });
  });

  it('edits several images', async () => {
    const { image } = files;
    await client.images.edit({ ...common, image: [image, image] });
    expect(server.requests[0]?.files.map(({ field }) => field)).toEqual(['image[]', 'image[]']);
  });

  it('edits streaming', async () => {
    const stream = await client.images.edit({
      ...common,
      ...files,
      stream: true,
      partial_images: 2,
    });
    expect(await typesOf(stream)).toEqual([
      'image_edit.partial_image',
      'image_edit.partial_image',
      'image_edit.completed',
    ]);
  });

  it('generates', async () => {
    const answer = await client.images.generate({
      ...common,
      output_format: 'webp',
      output_compression: 60,
    });
    const picture = help.base64Of(answer.data?.[0]?.b64_json);
    expect(picture.subarray(8, 12).toString()).toBe('WEBP');
  });

  it('generates streaming', async () => {
    const stream = await client.images.generate({ ...common, stream: true });
    expect(await typesOf(stream)).toEqual(['image_generation.completed']);
  });

  it('lists models', async () => {
    const page = await client.models.list();
    expect(page.data.map(({ id }) => id)).toContain('gpt-image-2.6-sunburst');
    expect((await client.models.retrieve('gpt-image-1.5')).shutdown_date).toBe('2026-12-01');
  });

  it('sees code and parameter of a refusal', async () => {
    const refused = client.images.generate({ ...common, size: '1000x1000' });
    await expect(refused).rejects.toBeInstanceOf(APIError);
    await expect(refused).rejects.toMatchObject({
      status: 400,
      code: 'invalid_value',
      param: 'size',
    });
  });
});
