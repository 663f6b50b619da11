import { toBase64 } from '../../image/base64';
import type { FetchedInPage } from './page-image';

async function readUpTo(response: Response, maxBytes: number): Promise<Blob | undefined> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    if (bytes > maxBytes) {
      void reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
  return new Blob(chunks);
}

/** Fetches with the page's own rights: same-origin, `blob:` and CORS images, mostly from its cache. */
export async function fetchFile(
  url: string,
  limitMs: number,
  maxBytes: number,
): Promise<FetchedInPage> {
  const limit = AbortSignal.timeout(limitMs);
  try {
    const response = await fetch(url, { signal: limit });
    if (!response.ok) return { status: response.status };
    const blob = await readUpTo(response, maxBytes);
    return blob ? { base64: await toBase64(blob) } : { failure: 'too-large' };
  } catch {
    return { failure: limit.aborted ? 'timeout' : 'unreachable' };
  }
}
