import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { models } from '../../../utils/server/models';
import { type ImagesServer, startImagesServer } from '../../images-server/server';
import { makePhoto } from '../images-server/helpers';
import { codeOf, edit, generate, makeEdit } from './helpers';

let server: ImagesServer;

beforeAll(async () => {
  server = await startImagesServer();
});
beforeEach(() => server.reset());
afterAll(() => server.close());

const square = { width: 1024, height: 1024 };
const living = models.filter(({ state }) => state.kind !== 'gone').map(({ id }) => id);

/** The server checks the whole request, and then saves itself the painting. */
const skipPainting = () => server.behave({ fault: { kind: 'empty_body', times: 1 } });

describe.each([...living, 'gpt-image-2-2026-04-21'])('%s', (model) => {
  it('gets exactly these fields for an edit', async () => {
    skipPainting();
    const request = await makeEdit({ model, size: square, partialImages: 2 });
    expect(await codeOf(edit(server, request))).toBe('answer-empty');
    expect(server.requests[0]?.fields).toEqual({
      model,
      prompt: 'a tree',
      size: '1024x1024',
      quality: 'low',
      stream: 'true',
      partial_images: '2',
    });
    expect(server.requests[0]?.files.map(({ field, type }) => [field, type])).toEqual([
      ['image', 'image/png'],
      ['mask', 'image/png'],
    ]);
  });

  it('gets exactly these fields for a generation', async () => {
    skipPainting();
    expect(await codeOf(generate(server, { model, size: square }))).toBe('answer-empty');
    expect(server.requests[0]?.fields).toEqual({
      model,
      prompt: 'a tree',
      size: '1024x1024',
      quality: 'low',
      stream: true,
    });
  });
});

describe('what is sent', () => {
  it('asks for several pictures without a stream', async () => {
    const answer = await generate(server, { variants: 3, partialImages: 3 });
    expect(answer.pictures).toHaveLength(3);
    expect(server.requests[0]?.fields).toMatchObject({ n: 3 });
    expect(server.requests[0]?.fields).not.toHaveProperty('stream');
    expect(server.requests).toHaveLength(1);
  });

  it('never streams from an unknown model', async () => {
    await generate(server, { model: 'gpt-image-9', size: square, partialImages: 3 });
    expect(server.requests[0]?.fields).not.toHaveProperty('stream');
  });

  it('sends references as a list after the image, typed by their bytes', async () => {
    const reference = new Blob([new Uint8Array(await makePhoto(64, 64))]);
    await edit(server, await makeEdit({ mask: undefined, references: [reference] }));
    expect(server.requests[0]?.files).toMatchObject([
      { field: 'image[]', type: 'image/png', width: 1024 },
      { field: 'image[]', type: 'image/png', width: 64 },
    ]);
  });

  it('carries no telemetry', async () => {
    await edit(server, await makeEdit());
    const names = Object.keys(server.requests[0]?.headers ?? {});
    expect(names).toContain('authorization');
    expect(names.filter((name) => /stainless|openai/.test(name))).toEqual([]);
    expect(server.requests[0]?.headers['user-agent']).not.toMatch(/openai/i);
  });
});

describe('nothing is sent that is bound to fail', () => {
  it.each([
    ['prompt-empty', { prompt: ' \n' }],
    ['model-missing', { model: '' }],
    ['prompt-too-long', { prompt: 'x'.repeat(40_000) }],
    ['size-invalid', { size: { width: 1000, height: 1000 } }],
    ['size-invalid', { model: 'gpt-image-1.5', size: { width: 1280, height: 1024 } }],
    ['mask-rejected', { mask: new Blob([new Uint8Array(4_000_000)]) }],
    ['image-too-large', { image: new Blob([new Uint8Array(50_000_000)]) }],
    ['image-type-unsupported', { references: [new Blob(['<svg xmlns="x"/>'])] }],
  ] as const)('%s', async (code, changes) => {
    expect(await codeOf(edit(server, await makeEdit(changes)))).toBe(code);
    expect(server.requests).toHaveLength(0);
  });
});
