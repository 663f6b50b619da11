import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { takesMarks } from '../../../utils/server/knowledge';
import { type ImagesServer, startImagesServer } from '../../images-server/server';
import { makeMarkup } from '../images-server/helpers';
import { codeOf, edit, failureOf, makeEdit } from './helpers';

let server: ImagesServer;
let markup: Blob;

beforeAll(async () => {
  server = await startImagesServer();
  markup = new Blob([new Uint8Array(await makeMarkup())]);
});
beforeEach(() => server.reset());
afterAll(() => server.close());

const editWithMarks = async (changes: Parameters<typeof makeEdit>[0] = {}) =>
  edit(server, await makeEdit({ markup, mask: undefined, ...changes }));

describe('marks are sent', () => {
  it('as a PNG called markup, and the server takes them', async () => {
    await editWithMarks();
    const [request] = server.requests;
    expect(request?.files.map(({ field, name, type }) => [field, name, type])).toEqual([
      ['image', 'image-1.png', 'image/png'],
      ['markup', 'markup.png', 'image/png'],
    ]);
  });

  it('in the place of a mask: the two exclude each other', async () => {
    const { mask } = await makeEdit();
    await editWithMarks({ mask });
    expect(server.requests[0]?.files.map(({ field }) => field)).toEqual(['image', 'markup']);
  });

  it('whatever other fields are left out for the server', async () => {
    await editWithMarks({ dropped: ['markup', 'quality'] });
    expect(server.requests[0]?.files.map(({ field }) => field)).toEqual(['image', 'markup']);
  });

  it('not at all from 4 MB on', async () => {
    const large = new Blob([new Uint8Array(4_000_000)]);
    expect(await codeOf(editWithMarks({ markup: large }))).toBe('marks-too-large');
    expect(server.requests).toHaveLength(0);
  });
});

describe('a server that refuses marks says so once', () => {
  it.each(['openai', 'fastapi', 'relay'] as const)('in the form of %s', async (personality) => {
    const fault = { kind: 'unknown_parameter', param: 'markup', times: 1 } as const;
    server.behave({ personality, fault });
    const failure = await failureOf(editWithMarks());
    expect([failure.code, failure.details.serverMessage]).toEqual([
      'marks-refused',
      expect.stringContaining('markup'),
    ]);
    expect(server.requests.map(({ billed }) => billed)).toEqual([false]);
  });

  it('for a model that takes none', async () => {
    expect(await codeOf(editWithMarks({ model: 'gpt-image-2' }))).toBe('marks-refused');
    expect(server.requests).toHaveLength(1);
  });

  it('and a file of theirs that it can’t read is another matter', async () => {
    const broken = new Blob([new Uint8Array(9)]);
    expect(await codeOf(editWithMarks({ markup: broken }))).toBe('image-rejected');
  });
});

describe('whether marks are taken', () => {
  const official = { baseUrl: 'https://api.openai.com/v1' };
  const refusal = { ...official, model: 'gpt-image-2.6-flare', field: 'markup' };

  it.each([
    ['gpt-image-2.6-sunburst', true],
    ['gpt-image-2.5-flare', true],
    ['gpt-image-2', false],
    ['gpt-image-1.5', false],
    ['flux', false],
  ])('%s: %s', (model, taken) => {
    expect(takesMarks(model, official, [])).toBe(taken);
  });

  it.each(['mask_image', 'none'] as const)('not by a server whose mask goes as %s', (maskForm) => {
    expect(takesMarks('gpt-image-2.6-flare', { ...official, maskForm }, [])).toBe(false);
  });

  it('not by the server and the model that have refused them, but by others', () => {
    const taken = (model: string, { baseUrl } = official) =>
      takesMarks(model, { baseUrl }, [refusal, { ...refusal, field: 'quality', model: 'x' }]);
    expect(taken('gpt-image-2.6-flare')).toBe(false);
    expect(taken('gpt-image-2.6-sunburst')).toBe(true);
    expect(taken('gpt-image-2.6-flare', { baseUrl: 'https://other.example/v1' })).toBe(true);
    expect(takesMarks('gpt-image-2.6-flare', official, [{ ...refusal, field: 'quality' }])).toBe(
      true,
    );
  });
});
