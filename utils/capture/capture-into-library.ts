import { asAppError } from '../errors';
import { isSvg } from '../image/is-svg';
import { beginCapture, endCapture, failCapture } from '../library/captures';
import type { Library } from '../library/database';
import { addImage } from '../library/images';
import type { PageContext } from '../library/records';
import { captureImage } from './capture-image';
import { describeImageInPage } from './page-functions';
import { type PageFrame, runInPage } from './run-in-page';

/** What the browser told about the click on an image. */
export interface ImageClick {
  readonly frame: PageFrame;
  readonly url: string;
  readonly pageUrl?: string | undefined;
  readonly pageTitle?: string | undefined;
}

async function describe({ frame, url, pageUrl, pageTitle }: ImageClick): Promise<PageContext> {
  const inPage = await runInPage(frame, describeImageInPage, url);
  return {
    imageUrl: url.startsWith('data:') ? undefined : url,
    pageUrl,
    pageTitle: inPage?.pageTitle || pageTitle,
    altText: inPage?.altText || undefined,
    caption: inPage?.caption || undefined,
    fullSize: inPage?.naturalSize.width ? inPage.naturalSize : undefined,
  };
}

/**
 * Brings the clicked image into the library and shows it; every failure is stored with the capture.
 * An SVG waits there for a panel, since workers cannot draw one.
 */
export async function captureIntoLibrary(
  signal: AbortSignal,
  library: Library,
  click: ImageClick,
): Promise<void> {
  const { url, pageUrl, pageTitle } = click;
  const id = await beginCapture(library, { pageUrl, pageTitle });
  try {
    const [page, { blob, source, notes }] = await Promise.all([
      describe(click),
      captureImage(signal, click.frame, url),
    ]);
    if (await isSvg(blob)) {
      await library.captures.update(id, { state: 'needs-rasterising', svg: blob, source, page });
      return;
    }
    const image = await addImage(library, { blob, source, notes, page });
    await endCapture(library, id, image.id);
  } catch (error) {
    console.warn(error);
    await failCapture(library, id, asAppError(error));
  }
}
