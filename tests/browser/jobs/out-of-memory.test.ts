import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { toStoredError } from '../../../utils/base/errors';
import { decodeRaster } from '../../../utils/codecs/decode';
import { encodePng } from '../../../utils/codecs/png-write';
import { detailed, type EditSetup, edit, setUp, square } from './edit-fixture';

const size = { width: 1400, height: 1000 };
const samples = 4 * size.width * size.height;
const mask = [square(600, 400, 120)];
const plenty = { bytes: Number.POSITIVE_INFINITY, samples: Number.POSITIVE_INFINITY };

/** From so many elements on no array is to be had. */
let limit = plenty;
let setup: EditSetup;

/** What engines throw where they find no room for a typed array. */
function refuseFrom(most: number, length: unknown): void {
  if (typeof length === 'number' && length >= most)
    throw new RangeError('Array buffer allocation failed');
}

class ScarceBytes extends Uint8Array<ArrayBuffer> {
  constructor(...parts: ConstructorParameters<typeof Uint8Array<ArrayBuffer>>) {
    refuseFrom(limit.bytes, parts[0]);
    super(...parts);
  }
}

class ScarceSamples extends Uint8ClampedArray<ArrayBuffer> {
  constructor(...parts: ConstructorParameters<typeof Uint8ClampedArray<ArrayBuffer>>) {
    refuseFrom(limit.samples, parts[0]);
    super(...parts);
  }
}

beforeEach(async () => {
  setup = await setUp(await encodePng(detailed(size)));
  vi.stubGlobal('Uint8Array', ScarceBytes);
  vi.stubGlobal('Uint8ClampedArray', ScarceSamples);
});

afterEach(() => {
  limit = plenty;
  vi.unstubAllGlobals();
});

it('names memory that ran out while the image was decoded, before anything is sent', async () => {
  limit = { ...plenty, samples };
  const { error, requests } = await edit(setup, mask, async ({ image }) => [image]);
  expect(toStoredError(error).code).toBe('out-of-memory');
  expect(requests).toHaveLength(0);
});

it.each([
  ['the answer is decoded', { ...plenty, samples: 1_000_000 }],
  ['it is put into the image', { ...plenty, samples }],
  ['the result is encoded', { ...plenty, bytes: 250_000 }],
])('keeps the paid answer, and says why, where memory runs out while %s', async (_, scarce) => {
  const { error, job } = await edit(setup, mask, async ({ image }) => {
    limit = scarce;
    return [image];
  });
  expect(toStoredError(error).code).toBe('out-of-memory');
  expect(job.answers).toHaveLength(1);
});

it('goes on with the next image as if nothing had been', async () => {
  limit = { ...plenty, samples };
  await edit(setup, mask, async ({ image }) => [image]);
  limit = plenty;
  const { error, job } = await edit(setup, mask, async ({ image }) => [image], { variants: 2 });
  expect(error).toBeUndefined();
  expect(job.state).toBe('succeeded');
});

it('tells a bitmap that finds no room from a broken file', async () => {
  const jpeg = new Blob([Uint8Array.of(0xff, 0xd8, 0xff)]);
  await expect(decodeRaster(jpeg)).rejects.toMatchObject({ code: 'image-truncated' });
  vi.stubGlobal('createImageBitmap', async () => {
    throw new DOMException('The ImageBitmap could not be allocated.', 'InvalidStateError');
  });
  const gif = new Blob(['GIF89a']);
  await expect(decodeRaster(gif)).rejects.toMatchObject({ code: 'out-of-memory' });
});
