import { describe, expect, it } from 'vitest';
import { AppError, errorCodes } from '../../../utils/base/errors';
import { helpLinks } from '../../../utils/server/connection';
import { commonFields, type GenerationRequest } from '../../../utils/server/request';
import { toAppError } from '../../../utils/server/to-app-error';
import { generation } from './helpers';

const fieldsOf = (change: Partial<GenerationRequest>): Record<string, unknown> =>
  commonFields({ ...generation, ...change });

describe('what the user chose', () => {
  it('is not sent where it is what the server does by itself', () => {
    const usual = fieldsOf({ background: 'auto', format: 'png', compression: 50 });
    expect(usual).toEqual(fieldsOf({}));
  });

  it('is sent as format, compression and background', () => {
    expect(fieldsOf({ format: 'webp', compression: 70, background: 'opaque' })).toMatchObject({
      output_format: 'webp',
      output_compression: 70,
      background: 'opaque',
    });
  });

  it.each([
    ['gpt-image-2.5-flare', 'png', true],
    ['gpt-image-2.5-flare', 'jpeg', false],
    ['gpt-image-2.6-flare', 'png', false],
  ] as const)('%s as %s: transparent is sent: %s', (model, format, isSent) => {
    const fields = fieldsOf({ model, format, background: 'transparent' });
    expect('background' in fields).toBe(isSent);
  });

  it('is sent as complexity where the model takes it', () => {
    expect(fieldsOf({ complexity: 'high' })).toMatchObject({ complexity: 'high' });
    const other = fieldsOf({ model: 'gpt-image-2.5-flare', complexity: 'high' });
    expect(other).not.toHaveProperty('complexity');
  });
});

describe('what a server has refused', () => {
  it('is left out, the rest stays', () => {
    const { partial_images: _, ...rest } = fieldsOf({ partialImages: 2 });
    expect(fieldsOf({ partialImages: 2, dropped: ['partial_images'] })).toEqual(rest);
  });

  it('takes the previews along with the stream', () => {
    const fields = fieldsOf({ partialImages: 2, dropped: ['stream'] });
    expect(fields).not.toHaveProperty('stream');
    expect(fields).not.toHaveProperty('partial_images');
  });

  it('never is the prompt or the model', () => {
    const fields = fieldsOf({ dropped: ['prompt', 'model'] });
    expect(fields).toMatchObject({ prompt: generation.prompt, model: generation.model });
  });
});

describe('a link that helps on', () => {
  const linkOf = (code: (typeof errorCodes)[number], baseUrl: string) =>
    toAppError(new AppError(code), { apiKey: 'sk-x', baseUrl }).details.helpUrl;

  it.each(Object.entries(helpLinks))('leads from %s to a page of OpenAI’s', (code, link) => {
    const known = errorCodes.find((each) => each === code) ?? 'unexpected';
    expect(linkOf(known, 'https://api.openai.com/v1')).toBe(link);
    expect(link).toMatch(/^https:\/\/([a-z]+\.)?openai\.com/);
  });

  it('is not given for other servers', () => {
    expect(linkOf('key-wrong', 'http://localhost:1234/v1')).toBeUndefined();
  });
});
