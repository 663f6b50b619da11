import { mapSteps, type Placement } from '../drawing/map-steps';
import type { Rect, Size } from '../geometry';
import type { Library } from './database';
import { changeDraft, readDraft } from './drafts';
import type { DraftRecord, ImageRecord, JobRecord } from './records';

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
export function placementIn(image: ImageRecord, better: Size): Placement | undefined {
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

/** The mask of a draft for the better image; undefined where it can't be carried over. */
function maskFor(better: ImageRecord, image: ImageRecord, { steps, undone }: DraftRecord) {
  if (steps.length + undone.length === 0) return { steps, undone };
  const inverts = [...steps, ...undone].some(({ kind }) => kind === 'invert');
  const placement = inverts && isPartOf(image) ? undefined : placementIn(image, better);
  return placement && { steps: mapSteps(steps, placement), undone: mapSteps(undone, placement) };
}

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
 * Lets a better image of the same picture take another one's place: prompt, references and mask go
 * over to it, the mask in its px, and the poorer image leaves the library. That one stays where
 * something was made of it, or where its mask can't be carried over.
 */
export const replaceImage = (library: Library, id: string, betterId: string): Promise<void> =>
  library.transaction('rw', library.images, library.drafts, library.jobs, async () => {
    const [image, better] = await library.images.bulkGet([id, betterId]);
    if (!image || !better) return;
    const draft = await readDraft(library, id);
    const mask = maskFor(better, image, draft);
    if (draft.updatedAt > 0) {
      const { prompt, references, unwanted, tool } = draft;
      await changeDraft(library, betterId, { prompt, references, unwanted, tool, ...mask });
    }
    if (!mask || (await isUsed(library, image))) return;
    await library.images.delete(id);
    await library.drafts.delete(id);
  });
