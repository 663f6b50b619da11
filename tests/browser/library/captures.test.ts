import { beforeEach, expect, it } from 'vitest';
import {
  beginCapture,
  endCapture,
  failCapture,
  forgetCapture,
} from '../../../utils/library/captures';
import type { Library } from '../../../utils/library/database';
import { openImage, readWorkspace, workspaceOfWindow } from '../../../utils/library/images';
import { emptyLibrary } from '../jobs/jobs-fixture';

const here = workspaceOfWindow(1);

let library: Library;

beforeEach(() => {
  library = emptyLibrary();
});

it('opens the image that was waited for', async () => {
  const id = await beginCapture(library, {}, here);
  await endCapture(library, id, 'taken');
  const { imageId, captureId } = await readWorkspace(library, here);
  expect([imageId, captureId]).toEqual(['taken', undefined]);
});

it('does not take the stage from an image that was opened meanwhile', async () => {
  const id = await beginCapture(library, {}, here);
  await openImage(library, 'chosen', here);
  await endCapture(library, id, 'taken');
  expect((await readWorkspace(library, here)).imageId).toBe('chosen');
  expect(await library.captures.get(id)).toMatchObject({ state: 'done', imageId: 'taken' });
});

it('makes nobody wait for a better picture of one that the user has gone on from', async () => {
  await openImage(library, 'chosen', here);
  const shown = await beginCapture(library, {}, here);
  const id = await beginCapture(library, {}, here, 'left');
  expect((await readWorkspace(library, here)).captureId).toBe(shown);
  await endCapture(library, id, 'better');
  expect(await readWorkspace(library, here)).toMatchObject({ imageId: 'chosen', captureId: shown });
  expect(await library.captures.get(shown)).toMatchObject({ state: 'running' });
});

it('ends once, however many panels have drawn the same SVG', async () => {
  const id = await beginCapture(library, {}, here);
  await endCapture(library, id, 'first');
  await endCapture(library, id, 'twin');
  expect((await readWorkspace(library, here)).imageId).toBe('first');
  expect(await library.captures.get(id)).toMatchObject({ imageId: 'first' });
});

it('is taken off the screen only as long as no newer one has its place', async () => {
  const failed = await beginCapture(library, {}, here);
  await failCapture(library, failed, new Error('gone'));
  const next = await beginCapture(library, {}, here);
  await forgetCapture(library, failed);
  expect((await readWorkspace(library, here)).captureId).toBe(next);
  await forgetCapture(library, next);
  expect((await readWorkspace(library, here)).captureId).toBeUndefined();
});
