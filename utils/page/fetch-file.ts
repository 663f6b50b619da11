import { encodeFileBase64 } from '../base/bytes';
import type { FetchedInPage, FetchedSoFar, FetchLimits } from './page-image';

/** Reads a body up to a limit; undefined beyond it. */
async function readUpTo(
  response: Response,
  maxBytes: number,
  onChunk: (bytes: number) => void,
): Promise<Blob | undefined> {
  const reader = response.body?.getReader();
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  while (reader) {
    const { done, value } = await reader.read();
    if (done) break;
    bytes += value.byteLength;
    onChunk(bytes);
    if (bytes > maxBytes) {
      void reader.cancel();
      return undefined;
    }
    chunks.push(value);
  }
  return new Blob(chunks);
}

/** A file on its way. */
class Transfer {
  readonly outcome: Promise<FetchedInPage>;
  received = 0;
  total: number | undefined;
  readonly #stop = new AbortController();
  readonly #limits: FetchLimits;
  #silence: ReturnType<typeof setTimeout> | undefined;
  #isTooSlow = false;

  constructor(url: string, limits: FetchLimits) {
    this.#limits = limits;
    this.outcome = this.#fetch(url);
  }

  cancel(): void {
    this.#stop.abort();
  }

  /** A server may take long in all, but must not fall silent. */
  #hear(): void {
    clearTimeout(this.#silence);
    this.#silence = setTimeout(() => this.#giveUp(), this.#limits.silenceMs);
  }

  #giveUp(): void {
    this.#isTooSlow = true;
    this.#stop.abort();
  }

  async #fetch(url: string): Promise<FetchedInPage> {
    const longest = setTimeout(() => this.#giveUp(), this.#limits.totalMs);
    this.#hear();
    try {
      const response = await this.#response(url);
      if (!response.ok) return { status: response.status };
      this.total = Number(response.headers.get('content-length')) || undefined;
      const { maxBytes } = this.#limits;
      const blob = await readUpTo(response, maxBytes, (bytes) => {
        this.received = bytes;
        this.#hear();
      });
      return blob ? { base64: await encodeFileBase64(blob) } : { failure: 'too-large' };
    } catch {
      return { failure: this.#isTooSlow ? 'timeout' : 'unreachable' };
    } finally {
      clearTimeout(this.#silence);
      clearTimeout(longest);
    }
  }

  /**
   * Servers that let every origin have a file often say so only to those who ask: what the page's `<img>` has brought
   * into the cache says nothing, and counts as a refusal. A second try goes past the cache.
   */
  async #response(url: string): Promise<Response> {
    const { signal } = this.#stop;
    if (this.#limits.prefersCache) return fetch(url, { signal, cache: 'force-cache' });
    try {
      return await fetch(url, { signal });
    } catch (error) {
      const isElsewhere = /^https?:/.test(url) && new URL(url).origin !== location.origin;
      if (!isElsewhere || signal.aborted) throw error;
      return fetch(url, { signal, cache: 'no-store' });
    }
  }
}

/** Fetches with the page's own rights: same-origin, `blob:` and CORS images, mostly from its cache. */
export const fetchWhole = (url: string, limits: FetchLimits): Promise<FetchedInPage> =>
  new Transfer(url, limits).outcome;

const transfers = new Map<number, Transfer>();

/** How long one answer to the background waits for the file's end, ms. */
const answerMs = 1_000;

async function soFar(id: number, transfer: Transfer): Promise<FetchedInPage | FetchedSoFar> {
  const { received, total } = transfer;
  const later = new Promise<FetchedSoFar>((resolve) =>
    setTimeout(() => resolve({ pending: id, received, total }), answerMs),
  );
  const answer = await Promise.race([transfer.outcome, later]);
  if ('pending' in answer) return { ...answer, received: transfer.received, total: transfer.total };
  transfers.delete(id);
  return answer;
}

/** The same for the background, which asks on while the file comes. */
export async function fetchFile(
  url: string,
  limits: FetchLimits,
): Promise<FetchedInPage | FetchedSoFar> {
  const id = Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
  const transfer = new Transfer(url, limits);
  transfers.set(id, transfer);
  return soFar(id, transfer);
}

export async function continueFetch(id: number): Promise<FetchedInPage | FetchedSoFar> {
  const transfer = transfers.get(id);
  return transfer ? soFar(id, transfer) : { failure: 'unreachable' };
}

export function cancelFetch(id: number): void {
  transfers.get(id)?.cancel();
  transfers.delete(id);
}
