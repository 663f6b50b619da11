import { Dexie } from 'dexie';
import { expect, it, vi } from 'vitest';
import { asAppError } from '../../../utils/base/errors';
import { emptyDrawing, unpackDrawing } from '../../../utils/drawing/steps';
import { openLibrary } from '../../../utils/library/database';
import { readDraft } from '../../../utils/library/drafts';
import type { EditJob } from '../../../utils/library/jobs';

/** A library as the first version made it. */
function firstVersion(name: string): Dexie {
  const library = new Dexie(name);
  library.version(1).stores({
    images: 'id, createdAt, parentId',
    captures: 'id, startedAt',
    drafts: 'id',
    jobs: 'id, createdAt, imageId, state',
    workspace: 'id',
  });
  return library;
}

it('takes jobs and drafts of the first version over, with what was painted', async () => {
  const name = `test-${crypto.randomUUID()}`;
  const steps = [{ kind: 'polygon', mode: 'add', points: [[1, 2]] }];
  const old = firstVersion(name);
  await old.table('jobs').bulkAdd([
    { id: 'painted', kind: 'edit', steps, state: 'succeeded', createdAt: 1 },
    { id: 'whole', kind: 'edit', steps: [], state: 'succeeded', createdAt: 2 },
    { id: 'made', kind: 'generate', state: 'succeeded', createdAt: 3 },
  ]);
  await old.table('drafts').add({ id: 'image', steps, undone: [], prompt: 'a kite', updatedAt: 4 });
  old.close();
  const library = openLibrary(name);
  const [painted, whole, made] = await library.jobs.orderBy('createdAt').toArray();
  expect(unpackDrawing((painted as EditJob).drawing)).toEqual(steps);
  expect(painted).not.toHaveProperty('steps');
  expect(whole).toMatchObject({ drawing: emptyDrawing });
  expect(made).toEqual({ id: 'made', kind: 'generate', state: 'succeeded', createdAt: 3 });
  expect(await readDraft(library, 'image')).toMatchObject({ steps, undone: [], prompt: 'a kite' });
});

it('loses nothing where a library of the first version finds a full disk, and is taken over when there is room', async () => {
  const name = `test-${crypto.randomUUID()}`;
  const steps = [{ kind: 'polygon', mode: 'add', points: [[1, 2]] }];
  const old = firstVersion(name);
  await old
    .table('jobs')
    .add({ id: 'painted', kind: 'edit', steps, state: 'succeeded', createdAt: 1 });
  await old.table('drafts').add({ id: 'image', steps, undone: [], prompt: 'a kite', updatedAt: 4 });
  old.close();
  const full = vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(() => {
    throw new DOMException('no room', 'QuotaExceededError');
  });
  const failed = openLibrary(name);
  const failure = await failed.open().then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(asAppError(failure).code).toBe('storage-full');
  failed.close();
  full.mockRestore();
  const library = openLibrary(name);
  expect(await readDraft(library, 'image')).toMatchObject({ steps, prompt: 'a kite' });
  expect(unpackDrawing(((await library.jobs.get('painted')) as EditJob).drawing)).toEqual(steps);
});
