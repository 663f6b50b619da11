import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { errorFaults } from '../../images-server/behaviour';
import { type ImagesServer, startImagesServer } from '../../images-server/server';
import { editFields } from '../../images-server/validate-edit';
import { generationFields } from '../../images-server/validate-generation';
import * as help from './helpers';
import { fieldNames, problemsOf } from './schema';

let server: ImagesServer;
let files: Record<'image' | 'mask', File>;

beforeAll(async () => {
  server = await startImagesServer();
  files = { image: help.png(await help.makePhoto()), mask: help.png(await help.makeMask()) };
});
beforeEach(() => server.reset());
afterAll(() => server.close());

/** The document knows three sizes only. */
const common = { prompt: 'a sun', size: '1024x1024', quality: 'low' };

async function ask(
  endpoint: 'edits' | 'generations',
  fields: Record<string, string>,
): Promise<unknown> {
  const body =
    endpoint === 'edits'
      ? help.form({ ...common, ...fields, ...files })
      : { ...common, ...(fields.stream ? { stream: true, partial_images: 1 } : fields) };
  const url = `${server.baseUrl}/images/${endpoint}`;
  return (await help.post(url, body, { authorization: `Bearer ${server.apiKey}` })).body;
}

describe('the documented schemas hold for', () => {
  it.each(['edits', 'generations'] as const)('the JSON answer of %s', async (endpoint) => {
    expect(problemsOf(await ask(endpoint, {}), 'ImagesResponse')).toEqual([]);
  });

  it.each([
    ['edits', 'ImageEdit'],
    ['generations', 'ImageGen'],
  ] as const)('the events of %s', async (endpoint, prefix) => {
    const text = await ask(endpoint, { stream: 'true', partial_images: '1' });
    const [partial, completed, ...more] = help.eventsOf(String(text));
    expect(problemsOf(partial?.data, `${prefix}PartialImageEvent`)).toEqual([]);
    expect(problemsOf(completed?.data, `${prefix}CompletedEvent`)).toEqual([]);
    expect(more).toEqual([]);
  });

  it.each(errorFaults.filter((kind) => !kind.startsWith('http_')))('the error %s', async (kind) => {
    server.behave({ fault: { kind, times: 1, param: 'prompt' } });
    expect(problemsOf(await ask('generations', {}), 'ErrorResponse')).toEqual([]);
  });

  it.each<[string, Record<string, string>]>([
    ['an unknown field', { feather: '1' }],
    ['an unknown model', { model: 'dall-e-2' }],
    ['a forbidden prompt', { prompt: 'forbidden' }],
  ])('the refusal of %s', async (_, fields) => {
    expect(problemsOf(await ask('generations', fields), 'ErrorResponse')).toEqual([]);
  });

  it.each([
    ['error_event', ['error']],
    ['error_event_bare', []],
  ] as const)('the stream fault %s', async (kind, path) => {
    server.behave({ fault: { kind, times: 1 } });
    const text = await ask('generations', { stream: 'true' });
    const error = help.eventsOf(String(text)).find(({ name }) => name === 'error');
    expect(problemsOf(help.at(error?.data, ...path), 'Error')).toEqual([]);
  });
});

describe('the accepted fields are those of the document', () => {
  /** In `openai` 7.57 and the API notes, not yet in the document. */
  const newer = ['complexity', 'safety_identifier'];

  it('for edits, plus markup and the newer ones, less what GPT image models refuse', () => {
    const documented = fieldNames('CreateImageEditRequest').filter(
      (name) => name !== 'response_format',
    );
    expect([...editFields].sort()).toEqual([...documented, ...newer, 'markup'].sort());
  });

  it('for generations, plus the newer ones, less what GPT image models refuse', () => {
    const refused = ['response_format', 'style'];
    const documented = fieldNames('CreateImageRequest').filter((name) => !refused.includes(name));
    expect([...generationFields].sort()).toEqual([...documented, ...newer].sort());
  });
});
