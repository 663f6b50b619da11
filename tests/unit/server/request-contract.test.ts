import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { variationsOf } from '../../../components/session/variations';
import { fileFields, sharedFields } from '../../../utils/jobs/send';
import type { ImageRecord } from '../../../utils/library/records';
import { isLegalSize } from '../../../utils/plan/size-rules';
import { findModel, models } from '../../../utils/server/models';
import type { EditRequest, GenerationRequest } from '../../../utils/server/request';
import type { RecordedRequest } from '../../images-server/recorder';
import { type ImagesServer, startImagesServer } from '../../images-server/server';
import { randomNumbers } from '../codecs/random';
import { makeMarkup, makeMask, makePhoto } from '../images-server/helpers';
import { codeOf, edit, generate } from './helpers';
import { breachesOf } from './request-breaches';

/*
 * Every request that can be made, against the published document and what the API notes know beyond it. The local
 * server, strict as the notes have OpenAI's, judges each of them too.
 */

let server: ImagesServer;
let photo: Blob;
let mask: Blob;
let markup: Blob;

const blobOf = (data: Buffer): Blob => new Blob([new Uint8Array(data)]);

beforeAll(async () => {
  server = await startImagesServer();
  [photo, mask] = [blobOf(await makePhoto(64, 48)), blobOf(await makeMask(64, 48))];
  markup = blobOf(await makeMarkup(64, 48, { left: 10, top: 10, width: 30, height: 30 }));
});
beforeEach(() => server.reset());
afterAll(() => server.close());

const living = [
  ...models.filter(({ state }) => state.kind !== 'gone').map(({ id }) => id),
  'gpt-image-2-2026-04-21',
  'gpt-image-9-of-a-later-day',
];

const sizes = [
  ...[
    [1024, 1024],
    [1536, 1024],
    [1024, 1536],
  ],
  ...[
    [3840, 2160],
    [816, 816],
    [1280, 3840],
  ],
].map(([width = 0, height = 0]) => ({ width, height }));

/** Everything that the forms can put together for a model, drawn by lot. */
function* drawnRequests(model: string, seed: number): Generator<GenerationRequest> {
  const random = randomNumbers(seed);
  const oneOf = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const { qualities, sizes: rules } = findModel(model);
  const legal = sizes.filter((size) => isLegalSize(size, rules));
  for (let count = 0; count < 24; count++)
    yield {
      model,
      prompt: oneOf(['a tree', '나무 한 그루', '"x"; --\n\u{1F333}', 'y'.repeat(32_000)]),
      size: oneOf(legal),
      quality: oneOf([...qualities, 'turbo']),
      variants: oneOf([1, 1, 2, 4, 10]),
      partialImages: oneOf([0, 1, 2, 3]),
      background: oneOf([undefined, 'auto', 'transparent', 'opaque']),
      format: oneOf([undefined, 'png', 'webp', 'jpeg']),
      compression: oneOf([undefined, 0, 50, 100]),
      complexity: oneOf([undefined, 'low', 'medium', 'high']),
      moderation: oneOf([undefined, 'auto', 'low']),
      dropped: oneOf([undefined, [], ['stream'], ['partial_images'], ['quality', 'background']]),
    };
}

/** Sends one; the server checks all of it and then saves itself the painting. */
async function sent(call: () => Promise<unknown>): Promise<RecordedRequest> {
  server.reset();
  server.behave({ fault: { kind: 'empty_body', times: 1 } });
  const code = await codeOf(call());
  const [request, ...more] = server.requests;
  if (!request || more.length > 0) throw new Error(`${more.length + 1} requests were sent.`);
  expect([code, request.fields]).toEqual(['answer-empty', request.fields]); // the server took it
  return request;
}

const extras: Readonly<Record<string, () => Partial<EditRequest>>> = {
  'an edit with a mask': () => ({ mask }),
  'an edit of the whole picture': () => ({}),
  'an edit with references': () => ({ mask, references: [photo, photo] }),
  'an edit with as many references as there can be': () => ({
    references: Array.from({ length: 15 }, () => photo),
  }),
};

describe.each(living)('%s: every request keeps to the document and the notes', (model) => {
  it.each(Object.entries(extras))('%s', async (_, extra) => {
    for (const request of drawnRequests(model, 7)) {
      const record = await sent(() => edit(server, { ...request, ...extra(), image: photo }));
      expect([record.fields, breachesOf(record, 'edits')]).toEqual([record.fields, []]);
    }
  });

  it('a generation', async () => {
    for (const request of drawnRequests(model, 11)) {
      const record = await sent(() => generate(server, request));
      expect([record.fields, breachesOf(record, 'generations')]).toEqual([record.fields, []]);
      expect(record.headers['content-type']).toBe('application/json');
    }
  });

  it('variations', async () => {
    const image = { id: 'image', width: 64, height: 48 } as ImageRecord;
    for (const { size, prompt: _, ...options } of drawnRequests(model, 13)) {
      const job = variationsOf(image, { ...options, featherPx: 12, scope: 'around-mask' });
      const request = { ...sharedFields(job), ...fileFields(job.options), size, image: photo };
      const record = await sent(() => edit(server, request));
      expect([record.fields, breachesOf(record, 'edits')]).toEqual([record.fields, []]);
      expect(record.files.map(({ field }) => field)).toEqual(['image']);
    }
  });
});

describe.each(living.filter((model) => findModel(model).supports.markup))('%s', (model) => {
  it('an edit with marks keeps to them too, and never has a mask', async () => {
    for (const [count, request] of [...drawnRequests(model, 17)].entries()) {
      const more = count % 2 === 0 ? {} : { mask, references: [photo] };
      const record = await sent(() => edit(server, { ...request, ...more, markup, image: photo }));
      expect([record.fields, breachesOf(record, 'edits')]).toEqual([record.fields, []]);
      expect(record.files.map(({ field }) => field)).toContain('markup');
    }
  });
});
