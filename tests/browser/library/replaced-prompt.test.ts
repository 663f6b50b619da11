import { beforeEach, expect, it } from 'vitest';
import { type Library, openLibrary } from '../../../utils/library/database';
import {
  changeDraft,
  generateDraftId,
  readDraft,
  replaceGeneratePrompt,
} from '../../../utils/library/drafts';

let library: Library;
beforeEach(() => {
  library = openLibrary(`test-${crypto.randomUUID()}`);
});

const write = (prompt: string) => changeDraft(library, generateDraftId, { prompt });
const select = (text: string) => replaceGeneratePrompt(library, text, {});
const draft = () => readDraft(library, generateDraftId);

it('keeps what was written when a page’s text takes its place', async () => {
  await write('a house that I thought of for an hour');
  await select('a red kite');
  expect(await draft()).toMatchObject({
    prompt: 'a red kite',
    replaced: { text: 'a house that I thought of for an hour' },
  });
});

it('keeps what was written over several selections, also what was changed of one', async () => {
  await write('mine');
  await select('first');
  await select('second');
  expect((await draft()).replaced?.text).toBe('mine');
  await write('second, but blue');
  await select('third');
  expect((await draft()).replaced?.text).toBe('second, but blue');
});

it.each(['', 'a red kite'])('has nothing to bring back in place of "%s"', async (before) => {
  await write(before);
  await select('a red kite');
  expect((await draft()).replaced).toBeUndefined();
});
