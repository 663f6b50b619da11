import sharp from 'sharp';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type ImagesServer, startImagesServer } from '../../images-server/server';
import * as help from './helpers';

let server: ImagesServer;
let files: Record<'photo' | 'mask' | 'opaque' | 'small' | 'gif' | 'cut' | 'heavyMask', File>;

beforeAll(async () => {
  server = await startImagesServer();
  const photo = await help.makePhoto();
  const mask = await help.makeMask();
  files = {
    photo: help.png(photo),
    mask: help.png(mask),
    opaque: help.png(await sharp(photo).removeAlpha().png().toBuffer()),
    small: help.png(await help.makeMask(512, 512)),
    gif: help.png(await sharp(photo).resize(64, 64).gif().toBuffer(), 'image/gif'),
    cut: help.png(photo.subarray(0, photo.length / 2)),
    // Decoders ignore what follows a PNG's end.
    heavyMask: help.png(Buffer.concat([mask, Buffer.alloc(4_000_000)])),
  };
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

function edit(parts: help.FormParts): Promise<help.JsonAnswer> {
  return send(
    '/images/edits',
    help.form({
      prompt: 'a star',
      size: help.pictureSize,
      image: files.photo,
      mask: files.mask,
      ...parts,
    }),
  );
}

function refusal({ status, body }: help.JsonAnswer): [number, unknown, unknown] {
  return [status, help.at(body, 'error', 'code'), help.at(body, 'error', 'param')];
}

type Row = [what: string, parts: () => help.FormParts, code: string | null, param: string | null];

const editRefusals: Row[] = [
  ['an unknown field', () => ({ feather: '3' }), 'unknown_parameter', 'feather'],
  [
    'response_format',
    () => ({ response_format: 'b64_json' }),
    'unknown_parameter',
    'response_format',
  ],
  ['moderation', () => ({ moderation: 'low' }), 'unknown_parameter', 'moderation'],
  ['input_fidelity for 2.6', () => ({ input_fidelity: 'high' }), 'invalid_value', 'input_fidelity'],
  ['an empty prompt', () => ({ prompt: '  ' }), 'missing_required_parameter', 'prompt'],
  [
    'a prompt of 32,001 characters',
    () => ({ prompt: 'x'.repeat(32_001) }),
    'string_above_max_length',
    'prompt',
  ],
  ['a forbidden prompt', () => ({ prompt: 'something forbidden' }), 'moderation_blocked', null],
  ['n of 11', () => ({ n: '11' }), 'invalid_value', 'n'],
  ['n that is no number', () => ({ n: 'two' }), 'invalid_type', 'n'],
  [
    'partial images without a stream',
    () => ({ partial_images: '2' }),
    'invalid_value',
    'partial_images',
  ],
  [
    'quality xhigh for gpt-image-2',
    () => ({ model: 'gpt-image-2', quality: 'xhigh' }),
    'invalid_value',
    'quality',
  ],
  [
    'complexity for gpt-image-2',
    () => ({ model: 'gpt-image-2', complexity: 'low' }),
    'unknown_parameter',
    'complexity',
  ],
  ['svg output', () => ({ output_format: 'svg' }), 'invalid_value', 'output_format'],
  [
    'a transparent JPEG',
    () => ({ output_format: 'jpeg', background: 'transparent' }),
    'invalid_value',
    'background',
  ],
  ['no image', () => ({ image: undefined }), 'missing_required_parameter', 'image'],
  ['17 images', () => ({ image: Array(17).fill(files.photo) }), 'invalid_value', 'image'],
  ['a GIF', () => ({ image: files.gif }), 'invalid_image_file', 'image'],
  ['a truncated PNG', () => ({ image: files.cut }), 'invalid_image_file', 'image'],
  [
    'an image without a type',
    () => ({ image: new File([files.photo], 'a', { type: '' }) }),
    'unsupported_file_mimetype',
    'image',
  ],
  ['a mask without alpha', () => ({ mask: files.opaque }), 'invalid_image_file', 'mask'],
  ['a mask of 4 MB', () => ({ mask: files.heavyMask }), 'invalid_image_file', 'mask'],
  ['a mask of another size', () => ({ mask: files.small }), null, null],
  ['a mask sent as text', () => ({ mask: 'all of it' }), 'invalid_value', 'mask'],
  ['markup beside a mask', () => ({ markup: files.mask }), 'invalid_value', 'markup'],
];

describe('an edit request is refused, unbilled, for', () => {
  it.each(editRefusals)('%s', async (_, parts, code, param) => {
    expect(refusal(await edit(parts()))).toEqual([400, code, param]);
    expect(server.requests.map(({ billed }) => billed)).toEqual([false]);
  });

  it('a mask of another size in the words that clients look for', async () => {
    const { body } = await edit({ mask: files.small });
    expect(help.at(body, 'error', 'message')).toContain('mask size does not match image size');
  });
});
