import { beforeEach, expect, it } from 'vitest';
import type { Library } from '../../../utils/library/database';
import { changeDraft, copyDraft, readDraft } from '../../../utils/library/drafts';
import { emptyLibrary } from '../jobs/jobs-fixture';

let library: Library;
const step = { kind: 'invert' } as const;

beforeEach(async () => {
  library = emptyLibrary();
  await changeDraft(library, 'image', { prompt: 'a cat', steps: [step] });
});

it('goes on from a result with the prompt of its image', async () => {
  await changeDraft(library, 'result', { tool: 'pan' });
  await copyDraft(library, 'image', 'result');
  expect((await readDraft(library, 'result')).prompt).toBe('a cat');
});

it('leaves alone what was begun on the result already', async () => {
  await changeDraft(library, 'result', { prompt: 'a long one', steps: [step, step] });
  await copyDraft(library, 'image', 'result');
  expect(await readDraft(library, 'result')).toMatchObject({
    prompt: 'a long one',
    steps: [step, step],
  });
});
