import { beforeEach, expect, it } from 'vitest';
import { packDrawing } from '../../../utils/drawing/steps';
import type { Library } from '../../../utils/library/database';
import { readDraft, repeatWish } from '../../../utils/library/drafts';
import type { EditJob } from '../../../utils/library/jobs';
import type { ImageRecord } from '../../../utils/library/records';
import { addEdit, emptyLibrary } from '../jobs/jobs-fixture';

let library: Library;
let job: EditJob;
const step = { kind: 'invert' } as const;

const image = (id: string, width = 8): ImageRecord => ({
  ...{ id, width, height: 8, createdAt: 0, blob: new Blob(), mimeType: 'image/png' },
  ...{ source: 'file', notes: [], page: {} },
});

beforeEach(async () => {
  library = emptyLibrary();
  const { id } = await addEdit(library, 'image', 'succeeded');
  await library.jobs.update(id, { prompt: 'a cat', drawing: packDrawing([step]) });
  job = (await library.jobs.get(id)) as EditJob;
  await library.images.bulkAdd([image('image'), image('result'), image('wider result', 16)]);
});

it('asks once more on a result for what it was made by', async () => {
  await repeatWish(library, job, 'result');
  expect(await readDraft(library, 'result')).toMatchObject({ prompt: 'a cat', steps: [step] });
});

it('leaves the mask out where the result has another shape: it would lie over something else', async () => {
  await repeatWish(library, job, 'wider result');
  expect(await readDraft(library, 'wider result')).toMatchObject({ prompt: 'a cat', steps: [] });
});
