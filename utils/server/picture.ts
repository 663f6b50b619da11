import { decodeBase64 } from '../base/bytes';
import { AppError } from '../base/errors';
import { isDecodableType, sniffType } from '../codecs/inspect';
import { isForeignPrivate } from './connection';
import { maxPictureBytes, withinBytes } from './limits';
import { isFields } from './refusals';

/** Where a picture of an answer is: in it, or at an address. */
export interface PictureSource {
  /** Base64, maybe with a `data:` prefix. */
  readonly base64?: string;
  /** Absolute, or relative to the base URL. */
  readonly url?: string;
}

/** The picture in an item of `data` or in an event; undefined where it has none. */
export function pictureSource(item: unknown): PictureSource | undefined {
  if (!isFields(item)) return undefined;
  const { b64_json: base64, url } = item;
  if (typeof base64 === 'string' && base64 !== '') return { base64 };
  if (typeof url !== 'string' || url === '') return undefined;
  return url.startsWith('data:') ? { base64: url } : { url };
}

/**
 * The picture itself; its bytes decide the type.
 * @param mayGoAnywhere whether the user wants it fetched from wherever the address leads
 * @throws AppError answer-undecodable, answer-empty (no bytes), answer-unreachable, answer-too-large;
 * answer-leads-inside for an address in the user's own network, and for one that leads on to another
 */
export async function loadPicture(
  source: PictureSource,
  baseUrl: string,
  signal: AbortSignal,
  mayGoAnywhere = false,
): Promise<Blob> {
  if (source.url === undefined) return pictureOf(bytesOf(source.base64 ?? ''));
  return pictureOf(await download(source.url, baseUrl, signal, mayGoAnywhere));
}

/** How long an earlier answer's picture may take to come, ms. */
const fetchLimitMs = 120_000;

/**
 * The picture of an earlier answer that could not be fetched then.
 * @throws AppError as `loadPicture`
 */
export const fetchAnswer = (
  signal: AbortSignal,
  url: string,
  { baseUrl, mayGoAnywhere }: AnswerPlace,
): Promise<Blob> => {
  const inTime = AbortSignal.any([signal, AbortSignal.timeout(fetchLimitMs)]);
  return loadPicture({ url }, baseUrl, inTime, mayGoAnywhere);
};

/** Whose answer it is, and whether the user has said that its address may lead anywhere. */
interface AnswerPlace {
  readonly baseUrl: string;
  readonly mayGoAnywhere: boolean;
}

/** A preview, or undefined where it is none: a bad one is no reason to lose what comes after it. */
export function previewOf(source: PictureSource | undefined): Blob | undefined {
  try {
    return source?.base64 === undefined ? undefined : pictureOf(bytesOf(source.base64));
  } catch {
    return undefined;
  }
}

function pictureOf(bytes: Uint8Array<ArrayBuffer>): Blob {
  if (bytes.length === 0) throw new AppError('answer-empty');
  const type = sniffType(bytes)?.type ?? '';
  if (!isDecodableType(type)) throw new AppError('answer-undecodable');
  return new Blob([bytes], { type });
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  try {
    return decodeBase64(base64.replace(/^data:[^,]*,/, ''));
  } catch (cause) {
    throw new AppError('answer-undecodable', { cause });
  }
}

/** Without cookies and without the key: the address may be on any host. */
async function download(
  address: string,
  baseUrl: string,
  signal: AbortSignal,
  mayGoAnywhere: boolean,
): Promise<Uint8Array<ArrayBuffer>> {
  const url = httpUrl(address, baseUrl);
  if (!url) throw new AppError('answer-undecodable', { details: { serverMessage: address } });
  // The picture is paid for: with its address it can be fetched later, or by hand.
  const details = {
    substitutions: [url.origin],
    serverMessage: url.href,
    answerUrls: [url.href],
  };
  if (!mayGoAnywhere && isForeignPrivate(url.href, baseUrl))
    throw new AppError('answer-leads-inside', { details });
  try {
    const response = await fetch(url, {
      signal,
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      // Where it would lead is not told before it is gone to.
      redirect: mayGoAnywhere ? 'follow' : 'manual',
    });
    if (response.type === 'opaqueredirect' || (response.status >= 300 && response.status < 400))
      throw new AppError('answer-leads-inside', { details });
    if (!response.ok) throw new Error(`Status ${response.status} for the picture's address.`);
    const body = new Response(withinBytes(response.body, maxPictureBytes));
    return new Uint8Array(await body.arrayBuffer());
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    throw new AppError('answer-unreachable', { cause, details });
  }
}

function httpUrl(address: string, baseUrl: string): URL | undefined {
  try {
    const url = new URL(address, `${baseUrl}/`);
    return /^https?:$/.test(url.protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}
