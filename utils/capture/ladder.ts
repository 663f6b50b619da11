import { AppError, asAppError, type ErrorCode, isAbort } from '../base/errors';
import type { Rect } from '../base/geometry';
import { showDifferentPictures } from '../codecs/fingerprint';
import { wholeImage } from '../codecs/recover';
import type { CaptureRung, ImageNote, ImageSource, RungVerdict } from '../library/records';
import type { OnScreen, PageImage } from '../page/page-image';
import { isBlack } from '../pixels/black';
import { isForeignPrivate } from '../server/connection';
import type { PageFrame } from './call-page';
import { fetchInBackground, type OnProgress } from './fetch';
import { fetchInPage, readLivePixels } from './page-fetch';
import { captureArea, captureScreenshot } from './screenshot';

/** A picture with the best pixels that could be had. */
export interface CapturedImage {
  readonly blob: Blob;
  readonly source: ImageSource;
  readonly notes: readonly ImageNote[];
  /** The file that it is, if it is one. */
  readonly url?: string | undefined;
  /** For screenshots: the part of the picture that it shows, in shares (0-1) of its sides. */
  readonly shownPart?: Rect | undefined;
}

/** One climb down the ladder: what was tried so far, and the failure that tells most. */
interface Climb {
  readonly target: CaptureTarget;
  readonly rungs: RungVerdict[];
  /** Hears how much of a slow file has come; throws an AbortError to end the climb. */
  readonly onProgress?: OnProgress | undefined;
  reason?: AppError;
}

/** Failures that say little: another rung's word is the better one to show. */
const vague: ReadonlySet<ErrorCode> = new Set(['image-unreachable', 'page-needs-a-click']);

/** Failures after which the page need not be asked again. */
const noPage: ReadonlySet<ErrorCode> = new Set(['page-gone', 'page-silent']);

function note(climb: Climb, rung: CaptureRung, error: unknown, url?: string): AppError {
  const failure = asAppError(error);
  climb.rungs.push({ rung, outcome: failure.code, url: shownUrl(url) });
  if (!climb.reason || (vague.has(climb.reason.code) && !vague.has(failure.code)))
    climb.reason = failure;
  return failure;
}

/** Data addresses can be megabytes long and say nothing. */
const shownUrl = (url: string | undefined) => (url?.startsWith('data:') ? undefined : url);

type Way = readonly [CaptureRung, () => Promise<Blob>];

/**
 * Whether the background may ask for what a page names: with the permissions that the user has given it for a server
 * of theirs, it would read on this device and in their network what the page itself can't.
 */
const mayFetchFor = (pageUrl: string, url: string): boolean => !isForeignPrivate(url, pageUrl);

/** The ways to a file's own bytes, the best first. */
function waysTo(url: string, { target: { frame, image }, onProgress }: Climb): readonly Way[] {
  if (url.startsWith('data:')) return [['data', () => fetchInBackground(url)]];
  const background: Way = ['background', () => fetchInBackground(url, 'omit', onProgress)];
  if (!frame) return [background];
  const page: Way = ['page', () => fetchInPage(frame, url, onProgress)];
  if (!mayFetchFor(image?.pageUrl ?? '', url)) return [page];
  return url.startsWith('blob:') ? [page] : [page, background];
}

/** Failures of the file itself: another way to it would bring the same bytes. */
const ofFile: ReadonlySet<ErrorCode> = new Set([
  'image-timeout',
  'image-truncated',
  'image-type-unsupported',
]);

/** Image px. What is smaller is a placeholder: it shows nothing yet of what will take its place. */
const smallestShown = 64;

/** The file that the page shows now, if it is large enough to tell what it shows. */
function shownFile({ target }: Climb): TargetFile | undefined {
  return filesOf(target).find(
    ({ url, width = 0, height = 0 }) =>
      url === target.image?.guessed?.shown && Math.min(width, height) >= smallestShown,
  );
}

/**
 * Whether a file that a link or a `data-*` names beside a picture shows another one (the next slide, an album's
 * cover). What the page shows is then fetched too, mostly from its cache.
 */
async function isOtherPicture(climb: Climb, file: TargetFile, blob: Blob): Promise<boolean> {
  const isGuessed = climb.target.image?.guessed?.urls.includes(file.url);
  const shown = isGuessed ? shownFile(climb) : undefined;
  if (!shown) return false;
  for (const [, fetchBytes] of waysTo(shown.url, climb)) {
    const known = await fetchBytes().catch((error: unknown) => {
      if (isAbort(error)) throw error;
      return undefined;
    });
    if (known) return showDifferentPictures(known, blob);
  }
  return false;
}

async function takeFile(climb: Climb, file: TargetFile): Promise<CapturedImage | undefined> {
  const { url, width, height } = file;
  for (const [rung, fetchBytes] of waysTo(url, climb)) {
    try {
      const { blob, notes } = await wholeImage(await fetchBytes());
      if (await isOtherPicture(climb, file, blob)) {
        climb.rungs.push({ rung, outcome: 'other-picture', url: shownUrl(url) });
        return undefined;
      }
      climb.rungs.push({
        rung,
        outcome: 'taken',
        url: shownUrl(url),
        bytes: blob.size,
        width,
        height,
      });
      return { blob, source: 'original', notes, url };
    } catch (error) {
      if (isAbort(error)) throw error;
      if (ofFile.has(note(climb, rung, error, url).code)) return undefined;
    }
  }
  return undefined;
}

async function takePixels(climb: Climb): Promise<CapturedImage | undefined> {
  const { frame, image } = climb.target;
  if (!frame || !image) return undefined;
  try {
    const pixels = await readLivePixels(frame, image.handle);
    if ('blob' in pixels) {
      climb.rungs.push({ rung: 'pixels', outcome: 'taken', bytes: pixels.blob.size });
      return { blob: pixels.blob, source: 'pixels', notes: [] };
    }
    if (pixels.outcome !== 'pixels-none')
      climb.rungs.push({ rung: 'pixels', outcome: pixels.outcome });
  } catch (error) {
    note(climb, 'pixels', error);
  }
  return undefined;
}

async function photograph({ frame, image, area }: CaptureTarget) {
  if (!frame || !(image?.isSeen || area)) throw new AppError('no-image-there');
  return area
    ? { blob: await captureArea(frame, area), part: undefined }
    : captureScreenshot(frame, image?.handle ?? 0);
}

/** What prevented the screenshot and can be cured by going back to the page. */
const curable: ReadonlySet<ErrorCode> = new Set(['page-gone', 'page-not-in-front']);

async function takeScreenshot(climb: Climb): Promise<CapturedImage> {
  try {
    const { blob, part } = await photograph(climb.target);
    if (climb.target.image?.kind === 'video' && (await isBlack(blob)))
      throw new AppError('video-black');
    climb.rungs.push({ rung: 'screenshot', outcome: 'taken', bytes: blob.size });
    return { blob, source: 'screenshot', notes: ['screen-quality'], shownPart: part };
  } catch (error) {
    // That nothing is to be seen says less than why the file could not be had.
    const isNews = !climb.reason || curable.has(asAppError(error).code);
    throw isNews ? note(climb, 'screenshot', error) && climb.reason : climb.reason;
  }
}

/**
 * Climbs down the ladder until a rung holds: the picture's own file in the page and from the background,
 * live pixels, a screenshot. Every try is written to `rungs`.
 * @throws AppError that says why the file could not be had, where the screen doesn't show it either; an AbortError that
 *   `onProgress` throws
 */
export async function climbLadder(
  target: CaptureTarget,
  rungs: RungVerdict[],
  onProgress?: OnProgress,
): Promise<CapturedImage> {
  const climb: Climb = { target, rungs, onProgress };
  for (const file of filesOf(target)) {
    const taken = await takeFile(climb, file);
    if (taken) return taken;
  }
  const { reason } = climb;
  if (reason && noPage.has(reason.code)) throw reason;
  return (await takePixels(climb)) ?? takeScreenshot(climb);
}

/** What is to be captured, as far as it is known. */
export interface CaptureTarget {
  /** Where it was found; undefined for an address that was pasted. */
  readonly frame?: PageFrame | undefined;
  /** What the page tells of it; undefined where the page is closed to us. */
  readonly image?: PageImage | undefined;
  /** Its address by the browser's word. */
  readonly url?: string | undefined;
  /** A part of the screen instead of a picture. */
  readonly area?: OnScreen | undefined;
}

export interface TargetFile {
  readonly url: string;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** The files that a target may be taken from, the largest first. */
export const filesOf = ({ image, url }: CaptureTarget): readonly TargetFile[] =>
  image ? image.files : url ? [{ url }] : [];
