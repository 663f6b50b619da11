import { mapRect, type Placement, type Rect, type Size } from '../base/geometry';
import { mapSteps } from '../drawing/map-steps';
import type { Library } from './database';
import { changeDraft, type DraftChange, readDraft } from './drafts';
import type { JobRecord } from './jobs';
import type { ImageRecord } from './records';

/** How far two shapes may differ and be of the same picture: sizes are rounded, thumbnails most. */
const shapeTolerance = 0.03;

const isAlike = (a: Size, b: Size): boolean =>
  Math.abs((a.width / a.height) * (b.height / b.width) - 1) <=
  shapeTolerance + 1 / Math.min(a.width, a.height, b.width, b.height);

const all: Rect = { x: 0, y: 0, width: 1, height: 1 };

/**
 * How an image lies in a better one of the same picture; undefined where that is not known. What a
 * screenshot shows of the picture was measured, others are of all of it if they have its shape.
 */
function placementIn(image: ImageRecord, better: Size): Placement | undefined {
  const { shownPart, fullSize } = image.page;
  if (fullSize && !isAlike(fullSize, better)) return undefined;
  if (!shownPart && !isAlike(image, better)) return undefined;
  const part = shownPart ?? all;
  return {
    scaleX: (part.width * better.width) / image.width,
    scaleY: (part.height * better.height) / image.height,
    x: part.x * better.width,
    y: part.y * better.height,
  };
}

/** An inverted mask reaches over all of the image, so it means another thing on a larger one. */
const isPartOf = ({ page: { shownPart = all } }: ImageRecord): boolean =>
  shownPart.width < 0.995 || shownPart.height < 0.995;

/** Whether the mask of a draft can be carried over to an image that this one lies in like that. */
function canCarry(
  image: ImageRecord,
  { steps = [], undone = [] }: DraftChange,
  placement: Placement | undefined,
): boolean {
  const mask = [...steps, ...undone];
  const inverts = mask.some(({ kind }) => kind === 'invert');
  return mask.length === 0 || (placement !== undefined && !(inverts && isPartOf(image)));
}

/** What of a draft is not the image's own, and the rest in the better image's px. */
function moved(draft: DraftChange, placement: Placement | undefined): DraftChange {
  const { steps, undone, cropWish, place, ...rest } = draft;
  if (!placement) return rest;
  return {
    ...rest,
    ...(steps && { steps: mapSteps(steps, placement) }),
    ...(undone && { undone: mapSteps(undone, placement) }),
    ...('cropWish' in draft && { cropWish: cropWish && mapRect(cropWish, placement) }),
    ...('place' in draft && { place: place && mapPlace(place, placement) }),
  };
}

/** The same spot in the middle of the stage, as large as it was. */
const mapPlace = (
  { scale, x, y }: NonNullable<DraftChange['place']>,
  to: Placement,
): DraftChange['place'] => ({
  scale: scale / Math.sqrt(to.scaleX * to.scaleY),
  x: x * to.scaleX + to.x,
  y: y * to.scaleY + to.y,
});

async function isUsed(library: Library, { id, jobId, parentId }: ImageRecord): Promise<boolean> {
  if (jobId || parentId) return true; // made by us, and paid for
  const [jobs, children, drafts] = await Promise.all([
    library.jobs.filter((job) => usesImage(job, id)).count(),
    library.images.where('parentId').equals(id).count(),
    library.drafts.filter(({ references }) => references?.includes(id) ?? false).count(),
  ]);
  return jobs + children + drafts > 0;
}

const usesImage = (job: JobRecord, id: string): boolean =>
  job.kind === 'edit' && (job.imageId === id || (job.references?.includes(id) ?? false));

/**
 * Lets a better image of the same picture take another one's place: what was prepared on it goes over,
 * mask, crop box and view in its px, and the poorer image leaves the library. That one stays where
 * something was made of it, or where its mask can't be carried over.
 */
export const replaceImage = (library: Library, id: string, betterId: string): Promise<void> =>
  library.transaction('rw', library.images, library.drafts, library.jobs, async () => {
    const [image, better] = await library.images.bulkGet([id, betterId]);
    if (!image || !better) return;
    const { id: _, maskVersion, replaced, updatedAt, ...draft } = await readDraft(library, id);
    const placement = placementIn(image, better);
    const carries = canCarry(image, draft, placement);
    if (updatedAt > 0)
      await changeDraft(library, betterId, moved(draft, carries ? placement : undefined));
    if (!carries || (await isUsed(library, image))) return;
    await library.images.delete(id);
    await library.drafts.delete(id);
  });

/** The image that has taken another one's place and is shown in it; undefined where none has. */
async function successorOf(library: Library, id: string): Promise<ImageRecord | undefined> {
  const shown = (await library.workspace.toArray()).map(({ imageId }) => imageId);
  const capture = await library.captures
    .filter(({ replaces, imageId }) => replaces === id && imageId !== id && shown.includes(imageId))
    .first();
  return capture?.imageId ? library.images.get(capture.imageId) : undefined;
}

/** True for an image that is there or that a deletion can be undone for. */
async function isKnown({ images, drafts }: Library, id: string): Promise<boolean> {
  const counts = [images, drafts].map((table) => table.where(':id').equals(id).count());
  return (await Promise.all(counts)).some((count) => count > 0);
}

/**
 * Stores what changed of an image's draft. Where a better one has taken its place meanwhile, that one
 * gets it: a stroke takes longer than an image to come. A mask that can't be carried over brings its
 * image back into the library.
 */
export const changeDraftOf = (
  library: Library,
  image: ImageRecord,
  change: DraftChange,
): Promise<void> =>
  library.transaction(
    'rw',
    [library.images, library.drafts, library.captures, library.workspace],
    async () => {
      const { id } = image;
      const better = await successorOf(library, id);
      const placement = better && placementIn(image, better);
      if (better && canCarry(image, change, placement))
        return changeDraft(library, better.id, moved(change, placement));
      if (better) await library.images.put(image);
      // Of an image that is gone for good, its draft with it, nothing is begun anew.
      const isGone = !better && !(await isKnown(library, id));
      return isGone ? undefined : changeDraft(library, id, change);
    },
  );
