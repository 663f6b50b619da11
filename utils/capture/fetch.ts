import { type Browser, browser } from 'wxt/browser';
import { AppError, type ErrorCode, isAbort } from '../base/errors';
import { inspect } from '../codecs/inspect';
import { isForeignPrivate } from '../server/connection';

/** The largest file that is taken, in bytes. */
export const maxFileBytes = 200 * 2 ** 20;

/** The largest file that is carried out of a page, in bytes: a browser ends pages with larger messages. */
export const maxPageFileBytes = 40 * 2 ** 20;

/** How long a server may send nothing of an image, and how long it may take in all, ms. */
export const fetchLimits = { silenceMs: 15_000, totalMs: 600_000 };

/**
 * Hears how many bytes have come, and of how many where that is known, about every second. What it throws ends the
 * transfer.
 */
export type OnProgress = (received: number, total: number | undefined) => void | Promise<void>;

/** How often progress is told, ms. */
const tellMs = 1_000;

/** The error that an HTTP status means for someone who wants the image. */
export function errorOfStatus(status: number, url: string): AppError {
  const details = { status, substitutions: [new URL(url).host, String(status)] };
  if (status === 404 || status === 410) return new AppError('image-not-found', { details });
  if (status === 401 || status === 403) return new AppError('image-forbidden', { details });
  return new AppError('image-unreachable', { details });
}

/** A limit on silence, and on all of a transfer. */
class Patience {
  readonly #over = new AbortController();
  readonly #longest = setTimeout(() => this.#over.abort(), fetchLimits.totalMs);
  #silence: ReturnType<typeof setTimeout> | undefined;

  readonly signal = this.#over.signal;

  constructor() {
    this.hear();
  }

  /** Something has come. */
  hear(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#over.abort(), fetchLimits.silenceMs);
  }

  end(): void {
    clearTimeout(this.#silence);
    clearTimeout(this.#longest);
  }
}

/** Reads a body up to the size limit, then stops the transfer; not at all where its length says enough. */
async function readBody(
  response: Response,
  patience: Patience,
  onProgress?: OnProgress,
): Promise<Blob> {
  const total = Number(response.headers.get('content-length')) || undefined;
  if (total && total > maxFileBytes) {
    await response.body?.cancel();
    throw new AppError('image-too-large');
  }
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  let toldAt = Date.now();
  for await (const chunk of response.body ?? []) {
    patience.hear();
    bytes += chunk.byteLength;
    if (bytes > maxFileBytes) throw new AppError('image-too-large');
    chunks.push(chunk);
    if (Date.now() - toldAt < tellMs) continue;
    toldAt = Date.now();
    await onProgress?.(bytes, total);
  }
  return new Blob(chunks);
}

/**
 * Fetches an image from the background. Without a host permission this works for `data:` URLs, for
 * servers that allow every origin (CORS) and, in Chromium, for the tab's own origin. Cookies only
 * with a permission: without one, servers that allow every origin would be refused.
 * @throws AppError image-unreachable, image-not-found, image-forbidden, image-timeout, image-too-large; an AbortError
 *   that \`onProgress\` throws
 */
export async function fetchInBackground(
  url: string,
  credentials: 'omit' | 'include' = 'omit',
  onProgress?: OnProgress,
): Promise<Blob> {
  const patience = new Patience();
  const { signal } = patience;
  const host = URL.canParse(url) ? new URL(url).host : '';
  try {
    const response = await fetch(url, { credentials, signal });
    // A page's address that leads into the user's network would be read with their permissions for it.
    if (isForeignPrivate(response.url, url)) throw new Error('It leads into a private network.');
    if (!response.ok) throw errorOfStatus(response.status, url);
    return await readBody(response, patience, onProgress);
  } catch (cause) {
    if (cause instanceof AppError || (isAbort(cause) && !signal.aborted)) throw cause;
    throw new AppError(signal.aborted ? 'image-timeout' : 'image-unreachable', {
      cause,
      details: { substitutions: [host] },
    });
  } finally {
    patience.end();
  }
}

/** Refusals that a Referer may turn: hotlink guards answer so, or with another picture's page. */
const guarded: ReadonlySet<ErrorCode> = new Set([
  'image-forbidden',
  'image-not-found',
  'image-not-an-image',
  'image-empty',
  'image-unreachable',
]);

/** Whether a server may answer otherwise to a request that says more. */
export const isRefusal = (error: unknown): boolean =>
  error instanceof AppError && guarded.has(error.code);

const isNone: ReadonlySet<ErrorCode> = new Set(['image-empty', 'image-not-an-image']);

/**
 * The same blob, unless its bytes are no image at all (an error page, nothing). What may be wrong with an
 * image is said where it is taken.
 * @throws AppError image-empty, image-not-an-image
 */
async function refuseNonImages(blob: Blob): Promise<Blob> {
  await inspect(blob).catch((error: unknown) => {
    if (error instanceof AppError && isNone.has(error.code)) throw error;
  });
  return blob;
}

const fetchImage = async (url: string, credentials: 'omit' | 'include'): Promise<Blob> =>
  refuseNonImages(await fetchInBackground(url, credentials));

/**
 * Fetches a file of an origin that the user has permitted: with its cookies (without any for a private window), and if it refuses,
 * once more with the page's address as Referer.
 * @throws AppError image-… as `fetchInBackground`, image-empty, image-not-an-image
 */
export async function fetchWithPermission(
  url: string,
  pageUrl: string | undefined,
  isPrivate = false,
): Promise<Blob> {
  // The background has the cookies of the usual windows: a private one's picture is not asked for with them.
  const credentials = isPrivate ? 'omit' : 'include';
  try {
    return await fetchImage(url, credentials);
  } catch (error) {
    if (!isRefusal(error) || !pageUrl?.startsWith('http')) throw error;
  }
  return withReferer(url, pageUrl, () => fetchImage(url, credentials));
}

/** Requests of the background belong to no tab. */
const noTab = -1;

const escapeRegex = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');

/** A rule for exactly this address: a plain filter would take `*` and `^` in it as wildcards. */
const ruleFor = (id: number, url: string, referer: string): Browser.declarativeNetRequest.Rule => ({
  id,
  condition: {
    regexFilter: `^${escapeRegex(url)}$`,
    isUrlFilterCaseSensitive: true,
    resourceTypes: ['xmlhttprequest', 'other'],
    tabIds: [noTab],
  },
  action: {
    type: 'modifyHeaders',
    requestHeaders: [{ header: 'Referer', operation: 'set', value: referer }],
  },
});

/** What browsers send to another origin by default (`strict-origin-when-cross-origin`), and no more. */
const refererOf = (pageUrl: string): string => `${new URL(pageUrl).origin}/`;

/** The rules left by a background that was ended in the middle of a fetch. Nothing else makes any. */
export async function removeRefererRules(): Promise<void> {
  const rules = await browser.declarativeNetRequest.getSessionRules();
  if (rules.length > 0)
    await browser.declarativeNetRequest.updateSessionRules({
      removeRuleIds: rules.map(({ id }) => id),
    });
}

/** Runs `work` while requests of ours to exactly `url` carry the page as Referer; ends that in any case. */
async function withReferer<T>(url: string, pageUrl: string, work: () => Promise<T>): Promise<T> {
  const { href } = new URL(url);
  const [id = 1] = crypto.getRandomValues(new Uint32Array(1)).map((value) => (value >>> 2) + 1);
  const rule = ruleFor(id, href.replace(/#.*$/, ''), refererOf(pageUrl));
  try {
    await browser.declarativeNetRequest.updateSessionRules({ addRules: [rule] });
    return await work();
  } finally {
    await browser.declarativeNetRequest.updateSessionRules({ removeRuleIds: [id] });
  }
}
