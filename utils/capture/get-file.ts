import { asAppError, type StoredError, toStoredError } from '../errors';
import { isSvg } from '../image/is-svg';
import { beginCapture, endCapture } from '../library/captures';
import type { Library } from '../library/database';
import { addImage } from '../library/images';
import type { PageContext, RungVerdict } from '../library/records';
import { fetchInPage } from './fetch-in-page';
import { fetchWithPermission } from './fetch-with-permission';

interface WantedFile {
  readonly url: string;
  readonly page: PageContext;
}

type Fetched = { readonly blob: Blob; readonly rung: 'page' | 'permitted' };

/** First as the page does, then with what the user has permitted for the file's origin. */
async function fetchFile(
  signal: AbortSignal,
  { url, page }: WantedFile,
  rungs: RungVerdict[],
): Promise<Fetched> {
  if (page.frame) {
    try {
      return { blob: await fetchInPage(page.frame, url), rung: 'page' };
    } catch (error) {
      rungs.push({ rung: 'page', outcome: asAppError(error).code, url });
    }
  }
  return { blob: await fetchWithPermission(signal, url, page.pageUrl), rung: 'permitted' };
}

/**
 * Brings a certain file of a picture into the library and opens it: the original of a screenshot, or
 * another size. What is shown stays where it fails; the answer says why.
 */
export async function getFile(
  signal: AbortSignal,
  library: Library,
  file: WantedFile,
): Promise<{ error?: StoredError }> {
  const rungs: RungVerdict[] = [];
  const { url } = file;
  try {
    const { blob, rung } = await fetchFile(signal, file, rungs);
    rungs.push({ rung, outcome: 'taken', url, bytes: blob.size });
    const page: PageContext = { ...file.page, imageUrl: url };
    if (await isSvg(blob)) {
      const id = await beginCapture(library, page);
      await library.captures.update(id, {
        state: 'needs-rasterising',
        svg: blob,
        source: 'original',
        rungs,
      });
      return {};
    }
    const image = await addImage(library, { blob, source: 'original', page, rungs });
    await endCapture(library, await beginCapture(library, page), image.id);
    return {};
  } catch (error) {
    console.warn(error);
    return { error: toStoredError(error) };
  }
}
