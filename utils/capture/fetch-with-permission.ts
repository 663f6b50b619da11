import { AppError, type ErrorCode } from '../errors';
import { sniffType } from '../image/sniff';
import { fetchInBackground } from './fetch-in-background';
import { withReferer } from './referer-rule';

/** Refusals that a Referer may turn: hotlink guards answer so, or with another picture's page. */
const guarded: ReadonlySet<ErrorCode> = new Set([
  'image-forbidden',
  'image-not-found',
  'image-not-an-image',
  'image-empty',
  'image-unreachable',
]);

async function fetchImage(signal: AbortSignal, url: string): Promise<Blob> {
  const blob = await fetchInBackground(signal, url, 'include');
  if (blob.size === 0) throw new AppError('image-empty');
  if (!sniffType(new Uint8Array(await blob.slice(0, 4096).arrayBuffer())))
    throw new AppError('image-not-an-image');
  return blob;
}

/**
 * Fetches a file of an origin that the user has permitted: with its cookies, and if it refuses,
 * once more with the page's address as Referer.
 * @throws AppError image-… as `fetchInBackground`, image-empty, image-not-an-image
 */
export async function fetchWithPermission(
  signal: AbortSignal,
  url: string,
  pageUrl: string | undefined,
): Promise<Blob> {
  try {
    return await fetchImage(signal, url);
  } catch (error) {
    if (!(error instanceof AppError) || !guarded.has(error.code) || !pageUrl?.startsWith('http'))
      throw error;
  }
  return withReferer(url, pageUrl, () => fetchImage(signal, url));
}
