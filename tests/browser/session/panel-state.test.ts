import { computed, effect } from '@preact/signals';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createStateReader } from '../../../components/session/panel-state';
import { type Library, openLibrary, watch } from '../../../utils/library/database';
import { addImage, openImage, workspaceOfWindow } from '../../../utils/library/images';
import type { JobRecord } from '../../../utils/library/jobs';

const here = workspaceOfWindow(1);

let library: Library;
const stops: (() => void)[] = [];
/** Ids of images whose bytes were read. */
const reads: string[] = [];

beforeEach(() => {
  library = openLibrary(`panel-state-${crypto.randomUUID()}`);
  reads.length = 0;
  library.images.hook('reading', (image) => {
    reads.push(image.id);
    return image;
  });
});
afterEach(async () => {
  for (const stop of stops.splice(0)) stop();
  await library.delete();
});

async function picture(parentId?: string): Promise<string> {
  const canvas = new OffscreenCanvas(8, 8);
  canvas.getContext('2d');
  const blob = await canvas.convertToBlob();
  return (await addImage(library, { blob, source: 'file', page: {}, parentId })).id;
}

const job = (kind: JobRecord['kind'], more: object): JobRecord =>
  ({
    kind,
    id: crypto.randomUUID(),
    state: 'streaming',
    createdAt: Date.now(),
    prompt: 'a boat',
    ...more,
  }) as JobRecord;

/** A panel's state, and how often each part of it was told anew. */
function follow() {
  const { answer, stop } = watch(createStateReader(library, here), (error) => {
    throw error;
  });
  const told = { edits: 0, generations: 0, family: 0 };
  const count = (part: keyof typeof told) => {
    const signal = computed(() => answer.value?.[part]);
    return effect(() => {
      if (signal.value) told[part]++;
    });
  };
  stops.push(stop, count('edits'), count('generations'), count('family'));
  return { answer, told };
}

async function setUp() {
  const imageId = await picture();
  const [resultId, generatedId] = [await picture(imageId), await picture()];
  const edit = job('edit', { imageId, drawing: '', resultIds: [resultId] });
  const generation = job('generate', { state: 'succeeded', resultIds: [generatedId] });
  await library.jobs.bulkAdd([edit, generation]);
  await openImage(library, imageId, here);
  const followed = follow();
  await vi.waitUntil(() => followed.answer.value);
  return { ...followed, edit, resultId, imageId, generatedId };
}

it('a partial picture of an edit reads no image again and tells nobody of generations', async () => {
  const { answer, told, edit, imageId, resultId, generatedId } = await setUp();
  expect([...reads].sort()).toEqual([imageId, resultId, generatedId].sort());
  const before = { ...told };
  for (const text of ['one', 'second', 'the third']) {
    await library.jobs.update(edit.id, { preview: new Blob([text]) });
    await vi.waitUntil(() => answer.value?.edits[0]?.preview?.size === text.length);
  }
  expect(told).toEqual({ ...before, edits: before.edits + 3 });
  expect(reads).toHaveLength(3);
});

it('a result that is deleted leaves the list, and one that comes is read', async () => {
  const { answer, imageId, resultId } = await setUp();
  await library.images.delete(resultId);
  await vi.waitUntil(() => answer.value?.family.length === 1);
  const next = await picture(imageId);
  await vi.waitUntil(() => answer.value?.family.at(-1)?.id === next);
  expect(reads.filter((id) => id === next)).toHaveLength(1);
});

it('an image whose deletion is undone is there again', async () => {
  const { answer, imageId } = await setUp();
  const image = answer.value?.image;
  await library.images.delete(imageId);
  await vi.waitUntil(() => answer.value && !answer.value.image);
  if (image) await library.images.put(image);
  await vi.waitUntil(() => answer.value?.image?.id === imageId);
});

it('the family is the same from wherever in it one looks, with what was made of results, the oldest first', async () => {
  const { answer, imageId, resultId } = await setUp();
  const second = await picture(resultId);
  const sibling = await picture(imageId);
  const parents = new Map([
    [resultId, imageId],
    [second, resultId],
    [sibling, imageId],
  ]);
  for (const id of [imageId, resultId, second, sibling]) {
    await openImage(library, id, here);
    await vi.waitUntil(() => answer.value?.image?.id === id && answer.value.family.length === 4);
    const ids = answer.value?.family.map((image) => image.id);
    expect(new Set(ids)).toEqual(new Set([imageId, resultId, second, sibling]));
    expect(ids?.[0]).toBe(imageId);
    expect(answer.value?.parent?.id).toBe(parents.get(id));
  }
});

it('results of an image that was deleted stay together', async () => {
  const { answer, imageId, resultId } = await setUp();
  const sibling = await picture(imageId);
  await library.images.delete(imageId);
  await openImage(library, sibling, here);
  await vi.waitUntil(() => answer.value?.image?.id === sibling);
  expect(new Set(answer.value?.family.map(({ id }) => id))).toEqual(new Set([resultId, sibling]));
});
