import { AppError, asAppError } from '../../utils/base/errors';
import { inspect } from '../../utils/codecs/inspect';
import { wholeImage } from '../../utils/codecs/recover';
import { promptInFile } from '../../utils/export/recipe';
import { changeDraft } from '../../utils/library/drafts';
import { addImage } from '../../utils/library/images';
import type { ImageRecord } from '../../utils/library/records';
import type { BroughtImage } from './brought-image';
import type { PanelServices } from './services';

type Deps = Pick<PanelServices, 'library' | 'rasteriseSvg' | 'isPrivate'>;

async function store(deps: Deps, brought: BroughtImage): Promise<ImageRecord> {
  const { library, rasteriseSvg, isPrivate } = deps;
  const { source } = brought;
  const page = { ...brought.page, ...(isPrivate && { isPrivate }) } as const;
  const { blob, notes } = await wholeImage(brought.blob);
  const { type } = await inspect(blob);
  const isSvg = type === 'image/svg+xml';
  const image = await addImage(library, {
    blob: isSvg ? await rasteriseSvg(blob) : blob,
    source,
    page,
    notes: isSvg ? ['rasterised-svg'] : notes,
  });
  const prompt = await promptInFile(brought.blob);
  if (prompt) await changeDraft(library, image.id, { prompt });
  return image;
}

/** A folder, or a file that has gone since. */
const isUnreadable = (error: unknown): boolean =>
  error instanceof DOMException && /^Not(Found|Readable)Error$/.test(error.name);

/** What the bytes are not, in words for a file instead of a server's answer. */
function inWordsForFiles(error: unknown): AppError {
  const failure = asAppError(error);
  const isNone = failure.code === 'image-not-an-image' || failure.code === 'image-empty';
  return isNone || isUnreadable(error)
    ? new AppError('file-not-an-image', { cause: error })
    : failure;
}

/**
 * Takes an image that the user brings into the library, with the prompt that may be written in it.
 * @throws AppError file-not-an-image, image-truncated, image-too-large, image-type-unsupported
 */
export async function takeFile(deps: Deps, brought: BroughtImage): Promise<ImageRecord> {
  try {
    return await store(deps, brought);
  } catch (error) {
    throw inWordsForFiles(error);
  }
}
