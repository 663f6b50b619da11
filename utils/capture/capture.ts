import { AppError, asAppError, isAbort } from '../base/errors';
import { inspect } from '../codecs/inspect';
import { beginCapture, endCapture, failCapture, noteProgress } from '../library/captures';
import type { Library } from '../library/database';
import { addImage, workspaceOfWindow } from '../library/images';
import type { ImageRecord, PageContext, RungVerdict, TabAddress } from '../library/records';
import { callPage, type PageFrame } from './call-page';
import { checkedTarget } from './checked-target';
import type { CaptureTarget } from './ladder';
import { type CapturedImage, climbLadder, filesOf } from './ladder';
import { markOfWorkspace, type PrivacyMark } from './private-tab';

/** What the browser told about a click on an image. */
interface ImageClick extends PrivacyMark {
  readonly frame: PageFrame;
  readonly url: string;
  /** Address of the frame that was clicked in. */
  readonly pageUrl?: string | undefined;
  readonly pageTitle?: string | undefined;
}

const plainUrl = (url: string | undefined) => (url && /^https?:/.test(url) ? url : undefined);

/** Of a tab, as the browser tells it: whatever its page has made of it. Characters. */
const longestTitle = 500;

/** Undefined for pages that share theirs with none (`file:`, sandboxes). */
function originOf(url: string | undefined): string | undefined {
  const origin = url && URL.canParse(url) ? new URL(url).origin : 'null';
  return origin === 'null' ? undefined : origin;
}

type Known = Pick<PageContext, 'pageUrl' | 'pageTitle' | 'isPrivate'>;

/** All that is known of a picture beside its bytes. */
function contextOf(known: Known, target: CaptureTarget, taken?: CapturedImage): PageContext {
  const { image, area, frame } = target;
  const files = filesOf(target);
  const [best] = files;
  const natural = image?.naturalSize.width ? image.naturalSize : undefined;
  const measured =
    best?.width && best.height ? { width: best.width, height: best.height } : undefined;
  const others = files.flatMap(({ url, width, height }) =>
    width && height && url !== taken?.url && plainUrl(url) ? [{ url, width, height }] : [],
  );
  return {
    pageTitle: image?.pageTitle || known.pageTitle?.slice(0, longestTitle),
    pageUrl: known.pageUrl ?? image?.pageUrl,
    imageUrl: plainUrl(taken?.url ?? best?.url),
    altText: image?.altText || undefined,
    caption: image?.caption || undefined,
    fullSize: area ? undefined : (measured ?? natural),
    shownPart: taken?.shownPart,
    otherFiles: others.length > 0 ? others : undefined,
    frame: frame && { ...frame, origin: originOf(image?.pageUrl ?? known.pageUrl) },
    place: image && { handle: image.handle, mark: image.mark },
    isPrivate: known.isPrivate,
  };
}

/** Where no page has claimed it, an address that holds no image is the user's mistake, and no server's. */
const inWordsForAddresses = (error: AppError, { frame }: PageContext): AppError =>
  error.code === 'image-not-an-image' && !frame
    ? new AppError('address-not-an-image', { cause: error })
    : error;

/**
 * Brings a picture into the library and shows it; every failure is stored with the capture.
 * An SVG waits there for a panel, since workers cannot draw one.
 * @param workspaceId of the panel that shows it
 */
async function capture(
  library: Library,
  known: Known,
  find: () => Promise<CaptureTarget>,
  workspaceId: string,
): Promise<void> {
  const id = await beginCapture(library, known, workspaceId);
  const rungs: RungVerdict[] = [];
  let page: PageContext = known;
  try {
    const target = checkedTarget(await find());
    page = contextOf(known, target);
    const taken = await climbLadder(target, rungs, (received, total) =>
      noteProgress(library, id, received, total),
    );
    page = contextOf(known, target, taken);
    const { blob, source, notes } = taken;
    if ((await inspect(blob)).type === 'image/svg+xml') {
      await library.captures.update(id, {
        state: 'needs-rasterising',
        svg: blob,
        source,
        page,
        rungs,
      });
      return;
    }
    // Forgotten with its private window meanwhile.
    if (known.isPrivate && !(await library.captures.get(id))) return;
    const image = await addImage(library, { blob, source, notes, page, rungs });
    await endCapture(library, id, image.id);
  } catch (error) {
    if (isAbort(error)) return failCapture(library, id, new AppError('capture-interrupted'));
    console.warn(error);
    await library.captures.update(id, { page, rungs });
    await failCapture(library, id, inWordsForAddresses(asAppError(error), page));
  }
}

/** What the clicked frame tells of the image, or the frame itself where it is closed to us. */
async function findClicked({ frame, url, pageUrl }: ImageClick): Promise<CaptureTarget> {
  try {
    return { frame, url, image: await callPage(frame, 'describe', url) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'page-needs-a-click' || frame.frameId === 0)
      return url.startsWith('http') || url.startsWith('data:') ? { url } : Promise.reject(error);
  }
  const top = { ...frame, frameId: 0 };
  const embedded = await callPage(top, 'describeFrame', pageUrl ?? '').catch(() => undefined);
  // The frame stands in for its image: its file is the clicked one, its place that of the frame.
  return embedded ? { frame: top, url, image: { ...embedded, files: [{ url }] } } : { url };
}

/** Brings the clicked image into the library. */
export const captureClick = (library: Library, click: ImageClick) =>
  capture(
    library,
    { pageUrl: click.pageUrl, pageTitle: click.pageTitle, isPrivate: click.isPrivate },
    () => findClicked(click),
    workspaceOfWindow(click.frame.windowId),
  );

/**
 * Brings the picture of a frame into the library whose address is too long for the browser to tell.
 * @returns false where there is not exactly one
 */
export async function captureLongAddress(
  library: Library,
  { frame, ...known }: Omit<ImageClick, 'url'>,
): Promise<boolean> {
  const image = await callPage(frame, 'describeLongAddress').catch(() => undefined);
  const workspaceId = workspaceOfWindow(frame.windowId);
  if (image) await capture(library, known, () => Promise.resolve({ frame, image }), workspaceId);
  return image !== undefined;
}

/** The page's own picture of this address, else the address alone. */
async function findAddress(url: string, tab: TabAddress | undefined): Promise<CaptureTarget> {
  const frame = tab && { ...tab, frameId: 0 };
  // Without a right to the page nothing is lost: what was dragged may come from elsewhere.
  const image = frame && (await callPage(frame, 'describe', url).catch(() => undefined));
  return image ? { frame, url, image } : { url };
}

/** Brings the file of an address into the library: one that was pasted, or dragged out of the tab. */
export const captureAddress = async (
  library: Library,
  url: string,
  tab: TabAddress | undefined,
  workspaceId: string,
): Promise<void> => {
  const mark = await markOfWorkspace(library, workspaceId);
  await capture(library, mark, () => findAddress(url, tab), workspaceId);
};

/** Brings what was chosen with the picker into the library. */
export const captureTarget = (
  library: Library,
  target: CaptureTarget,
  known: Known,
  { windowId }: TabAddress,
) => capture(library, known, () => Promise.resolve(target), workspaceOfWindow(windowId));

/**
 * Brings a picture of a page into the library and opens nothing: to be looked at beside another.
 * @throws AppError of the ladder; svg-needs-opening, since workers cannot draw one
 */
export async function takeBeside(
  library: Library,
  target: CaptureTarget,
  known: Known,
): Promise<ImageRecord> {
  const rungs: RungVerdict[] = [];
  const taken = await climbLadder(checkedTarget(target), rungs);
  const { blob, source, notes } = taken;
  if ((await inspect(blob)).type === 'image/svg+xml') throw new AppError('svg-needs-opening');
  return addImage(library, { blob, source, notes, page: contextOf(known, target, taken), rungs });
}
