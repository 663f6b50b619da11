import { AppError } from '../base/errors';
import { areaOf, type Size } from '../base/geometry';
import { decodeRaster } from '../codecs/decode';
import { assertDecodableSize } from '../codecs/inspect';
import { encodePng } from '../codecs/png-write';
import { mapSteps } from '../drawing/map-steps';
import type { DrawingStep } from '../drawing/steps';
import type { Library } from '../library/database';
import { changeDraft, readDraft } from '../library/drafts';
import { addImage, extensionBase, openInstead } from '../library/images';
import type { ImageRecord } from '../library/records';
import { type Extension, extendRaster, newParts, sidesOf } from '../plan/extend';

/**
 * Opens the image on a larger canvas, the new part masked, so that an edit paints it and nothing
 * else. An extension of an extension starts from the image itself; without an extension, that is
 * opened. The prompt, the references and what was painted on an extension go along.
 * @throws AppError image-not-found, image-too-large, and as decoding does
 */
export const extendImage = (...wish: Parameters<typeof extend>): Promise<void> => {
  const [, imageId] = wish;
  // A second press while the first is at work is the same wish: two canvases would be one too many.
  const running = atWork.get(imageId) ?? extend(...wish).finally(() => atWork.delete(imageId));
  atWork.set(imageId, running);
  return running;
};

/** By the image that is opened on another canvas. */
const atWork = new Map<string, Promise<void>>();

async function extend(
  library: Library,
  imageId: string,
  extensionOf: (base: ImageRecord) => Extension | undefined,
): Promise<void> {
  const image = await library.images.get(imageId);
  if (!image) throw new AppError('image-not-found');
  const base = await extensionBase(library, image);
  const draft = await readDraft(library, image.id);
  const { prompt, references } = draft;
  const painted = image === base ? [] : paintedOn(image, base, draft.steps);
  const extension = extensionOf(base);
  const isLarger = extension && areaOf(extension.canvas) > areaOf(base);
  const next = isLarger ? await storeExtended(library, base, extension, painted) : base;
  if (next === base) await keepPainted(library, base, painted);
  await changeDraft(library, next.id, { prompt, references });
  await openInstead(library, image.id, next.id);
  if (image !== base) await discardUnused(library, image.id, draft.maskVersion);
}

/** The boxes of an extension's new parts, which are masked from the start. */
const newPartSteps = (extension: Extension, base: Size): DrawingStep[] =>
  newParts(extension, base).map((rect) => ({ kind: 'rectangle', mode: 'add', rect }));

/** What the user has painted on an extension, in px of the image itself. */
function paintedOn(
  { addedSides, width, height }: ImageRecord,
  base: Size,
  steps: readonly DrawingStep[],
): DrawingStep[] {
  if (!addedSides) return []; // of an older version
  const { left: x, top: y } = addedSides;
  const given = newPartSteps({ canvas: { width, height }, x, y }, base).map(boxOf);
  const own = steps.filter((step) => !given.includes(boxOf(step) ?? ''));
  return mapSteps(own, { scaleX: 1, scaleY: 1, x: -x, y: -y });
}

/** Names a box that is added; undefined for all other steps. */
const boxOf = (step: DrawingStep): string | undefined =>
  step.kind === 'rectangle' && step.mode === 'add' ? JSON.stringify(step.rect) : undefined;

/** On the image itself, beside what was painted there. */
async function keepPainted(library: Library, base: ImageRecord, painted: readonly DrawingStep[]) {
  if (painted.length === 0) return;
  const { steps } = await readDraft(library, base.id);
  await changeDraft(library, base.id, { steps: [...steps, ...painted] });
}

async function storeExtended(
  library: Library,
  base: ImageRecord,
  extension: Extension,
  painted: readonly DrawingStep[],
): Promise<ImageRecord> {
  assertDecodableSize(extension.canvas);
  const blob = await encodePng(extendRaster(await decodeRaster(base.blob), extension));
  const { source, page, id: parentId } = base;
  const addedSides = sidesOf(extension, base);
  const notes = ['extended'] as const;
  const made = { blob, source, page, parentId, addedSides, notes };
  const extended = await addImage(library, made);
  const { x, y } = extension;
  const moved = mapSteps(painted, { scaleX: 1, scaleY: 1, x, y });
  // What is new comes last: a mask that was cleared, inverted or replaced must not leave it out.
  const steps = [...moved, ...newPartSteps(extension, base)];
  await changeDraft(library, extended.id, { steps });
  return extended;
}

/** A canvas that nothing was done with is no image worth keeping; what was painted on it meanwhile is. */
const discardUnused = (
  library: Library,
  imageId: string,
  maskVersion: string | undefined,
): Promise<void> =>
  library.transaction('rw', library.jobs, library.images, library.drafts, async () => {
    if ((await library.jobs.where('imageId').equals(imageId).count()) > 0) return;
    if ((await library.drafts.get(imageId))?.maskVersion !== maskVersion) return;
    await library.images.delete(imageId);
    await library.drafts.delete(imageId);
  });
