import { beforeEach, expect, it } from 'vitest';
import { beginCapture, endCapture } from '../../../utils/library/captures';
import type { Library } from '../../../utils/library/database';
import { openImage, readWorkspace } from '../../../utils/library/workspace';
import { emptyLibrary } from '../jobs/jobs-fixture';

let library: Library;

beforeEach(() => {
  library = emptyLibrary();
});

it('opens the image that was waited for', async () => {
  const id = await beginCapture(library, {});
  await endCapture(library, id, 'taken');
  expect(await readWorkspace(library)).toMatchObject({ imageId: 'taken', captureId: undefined });
});

it('does not take the stage from an image that was opened meanwhile', async () => {
  const id = await beginCapture(library, {});
  await openImage(library, 'chosen');
  await endCapture(library, id, 'taken');
  expect((await readWorkspace(library)).imageId).toBe('chosen');
  expect(await library.captures.get(id)).toMatchObject({ state: 'done', imageId: 'taken' });
});

it('ends once, however many panels have drawn the same SVG', async () => {
  const id = await beginCapture(library, {});
  await endCapture(library, id, 'first');
  await endCapture(library, id, 'twin');
  expect((await readWorkspace(library)).imageId).toBe('first');
  expect(await library.captures.get(id)).toMatchObject({ imageId: 'first' });
});
