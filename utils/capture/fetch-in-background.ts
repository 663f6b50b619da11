import { AppError } from '../errors';
import { fetchLimitMs, maxFileBytes } from './fetch-limits';

/** The error that an HTTP status means for someone who wants the image. */
export function errorOfStatus(status: number, url: string): AppError {
  const details = { status, substitutions: [new URL(url).host, String(status)] };
  if (status === 404 || status === 410) return new AppError('image-not-found', { details });
  if (status === 401 || status === 403) return new AppError('image-forbidden', { details });
  return new AppError('image-unreachable', { details });
}

/** Reads a body up to the size limit, then stops the transfer. */
export async function readBody(response: Response): Promise<Blob> {
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > maxFileBytes) throw new AppError('image-too-large');
    chunks.push(chunk);
  }
  return new Blob(chunks);
}

/**
 * Fetches an image from the background. Without a host permission this works for `data:` URLs, for
 * servers that allow every origin (CORS) and, in Chromium, for the tab's own origin. Cookies only
 * with a permission: without one, servers that allow every origin would be refused.
 * @throws AppError image-unreachable, image-not-found, image-forbidden, image-timeout, image-too-large
 */
export async function fetchInBackground(
  signal: AbortSignal,
  url: string,
  credentials: 'omit' | 'include' = 'omit',
): Promise<Blob> {
  const limit = AbortSignal.timeout(fetchLimitMs);
  const host = URL.canParse(url) ? new URL(url).host : '';
  try {
    const response = await fetch(url, {
      credentials,
      signal: AbortSignal.any([signal, limit]),
    });
    if (!response.ok) throw errorOfStatus(response.status, url);
    return await readBody(response);
  } catch (cause) {
    if (cause instanceof AppError || signal.aborted) throw cause;
    throw new AppError(limit.aborted ? 'image-timeout' : 'image-unreachable', {
      cause,
      details: { substitutions: [host] },
    });
  }
}
