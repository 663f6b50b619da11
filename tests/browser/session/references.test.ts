import { afterEach, beforeEach, expect, it } from 'vitest';
import { openReferences, type References } from '../../../components/session/references';
import { encodePng } from '../../../utils/codecs/png-write';
import { type Library, openLibrary } from '../../../utils/library/database';
import { changeDraft, type DraftChange, readDraft } from '../../../utils/library/drafts';
import { addImage, deleteImage } from '../../../utils/library/images';
import type { ImageRecord } from '../../../utils/library/records';

let library: Library;
let references: References;
let first: ImageRecord;
let second: ImageRecord;

const add = async (): Promise<ImageRecord> => {
  const data = new Uint8ClampedArray(4 * 64).fill(255);
  const blob = await encodePng({ width: 8, height: 8, bitDepth: 8, data });
  return addImage(library, { blob, source: 'file', page: {} });
};

beforeEach(async () => {
  library = openLibrary(`test-${crypto.randomUUID()}`);
  first = await add();
  second = await add();
  const onError = (error: unknown) => {
    throw error;
  };
  const change = (draftChange: DraftChange) => changeDraft(library, 'edited', draftChange);
  references = await openReferences({ library, isPrivate: false, changeDraft: change, onError }, [
    first.id,
  ]);
});
afterEach(() => references.close());

const shown = () => references.list.value.map(({ id }) => id);

it('shows no image that is deleted, wherever that is done, and shows it again when it is back', async () => {
  expect(shown()).toEqual([first.id]);
  await deleteImage(library, first.id);
  await expect.poll(shown).toEqual([]);
  await library.images.put(first);
  await expect.poll(shown).toEqual([first.id]);
});

it('shows an added image at once, so that nothing is started without it', async () => {
  references.add(second);
  expect(shown()).toEqual([first.id, second.id]);
  await expect
    .poll(async () => (await readDraft(library, 'edited')).references)
    .toEqual([first.id, second.id]);
  references.remove(first.id);
  expect(shown()).toEqual([second.id]);
});
