import { Dexie } from 'dexie';
import { expect, it } from 'vitest';
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
