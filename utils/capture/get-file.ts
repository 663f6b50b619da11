import { asAppError, type StoredError, toStoredError } from '../base/errors';
import { areaOf } from '../base/geometry';
import { inspect } from '../codecs/inspect';
import { wholeImage } from '../codecs/recover';
import { beginCapture, endCapture } from '../library/captures';
import type { Library } from '../library/database';
import { addImage } from '../library/images';
import type { ImageRecord, PageContext, RungVerdict } from '../library/records';
import { fetchWithPermission, isRefusal } from './fetch';
import { fetchInPage } from './page-fetch';
import { fetchInPrivateTab } from './private-tab';

interface WantedFile {
  readonly url: string;
  readonly page: PageContext;
  /** The image whose place it takes, if there is one. */
  readonly imageId?: string | undefined;
  /** Of the panel that asks. */
  readonly workspaceId: string;
}

type Fetched = { readonly blob: Blob; readonly rung: 'page' | 'permitted' };

/** What a private window's picture is asked for with: nothing of the usual windows, then that window's own cookies. */
async function fetchPermitted(
  url: string,
  { pageUrl, isPrivate, frame }: PageContext,
): Promise<Blob> {
  if (!isPrivate) return fetchWithPermission(url, pageUrl);
  try {
    return await fetchWithPermission(url, pageUrl, true);
  } catch (error) {
    if (!frame || !isRefusal(error)) throw error;
    return fetchInPrivateTab(url, frame.windowId).catch((cause: unknown) => {
      console.warn(cause);
      throw error; // the server's word says more
    });
  }
}

/** First as the page does, then with what the user has permitted for the file's origin. */
async function fetchFile({ url, page }: WantedFile, rungs: RungVerdict[]): Promise<Fetched> {
  if (page.frame) {
    try {
      return { blob: await fetchInPage(page.frame, url), rung: 'page' };
    } catch (error) {
      rungs.push({ rung: 'page', outcome: asAppError(error).code, url });
    }
  }
  return { blob: await fetchPermitted(url, page), rung: 'permitted' };
}

/** What is known of the file: of the other sizes it is one no more, and what it replaces is one now. */
async function contextOf(library: Library, { url, page, imageId }: WantedFile) {
  const { shownPart: _, ...known } = page;
  const replaced = imageId ? await library.images.get(imageId) : undefined;
  const files = (page.otherFiles ?? []).filter((file) => file.url !== url);
  if (replaced?.source === 'original' && page.imageUrl) {
    const { width, height } = replaced;
    files.push({ url: page.imageUrl, width, height });
  }
  const otherFiles = files.sort((a, b) => areaOf(b) - areaOf(a));
  return { ...known, imageUrl: url, otherFiles };
}

/** Opens the image, unless the user has gone on from the one that it replaces. */
const takePlace = (library: Library, image: ImageRecord, { imageId, workspaceId }: WantedFile) =>
  // At once: the stage, and what is being painted on it, does not make way for a moment of waiting.
  library.transaction('rw', library.tables, async () =>
    endCapture(library, await beginCapture(library, image.page, workspaceId, imageId), image.id),
  );

/**
 * Brings a certain file of a picture into the library and opens it: the original of a screenshot, or
 * another size. It takes the other's place; what is shown stays where it fails, and the answer says why.
 */
export async function getFile(
  library: Library,
  file: WantedFile,
): Promise<{ error?: StoredError }> {
  const rungs: RungVerdict[] = [];
  const { url } = file;
  try {
    const { blob: fetched, rung } = await fetchFile(file, rungs);
    const { blob, notes } = await wholeImage(fetched);
    rungs.push({ rung, outcome: 'taken', url, bytes: blob.size });
    const page: PageContext = await contextOf(library, file);
    if ((await inspect(blob)).type === 'image/svg+xml') {
      const id = await beginCapture(library, page, file.workspaceId, file.imageId);
      await library.captures.update(id, {
        state: 'needs-rasterising',
        svg: blob,
        source: 'original',
        rungs,
      });
      return {};
    }
    const image = await addImage(library, { blob, source: 'original', page, rungs, notes });
    await takePlace(library, image, file);
    return {};
  } catch (error) {
    console.warn(error);
    return { error: toStoredError(error) };
  }
}
