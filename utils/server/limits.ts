import { AppError } from '../base/errors';
import { areaOf } from '../base/geometry';
import type { GenerationRequest } from './request';

/** A refusal says what it has to in less, bytes; the rest is not read. */
export const maxErrorBytes = 64_000;

/** The longest known list of models has some hundred entries of 100 bytes. */
export const maxListBytes = 4_000_000;
export const maxListedModels = 2_000;
export const maxModelIdLength = 200;

/** The API gives ten pictures at most (its reference, parameter `n`). */
export const maxPictures = 16;

/** Three can be asked for. */
export const maxPreviews = 8;

/** The largest file that is taken from a page, too. */
export const maxPictureBytes = 200 * 2 ** 20;

/** A server may give a larger picture than the one that was asked for, in base64. */
const leastPictureBytes = 64 * 2 ** 20;

/** RGBA that does not compress, as base64, with room for the JSON around it. */
const base64BytesPerPixel = 6;

/** How many bytes an answer to a request may have: all its pictures and previews, each as large as it can be. */
export function maxAnswerBytes({ size, variants, partialImages }: GenerationRequest): number {
  const picture = Math.max(leastPictureBytes, base64BytesPerPixel * areaOf(size));
  return (variants + partialImages) * picture;
}

/**
 * A body that ends in an error where it gets longer than this; nothing more of it is read then.
 * @throws AppError answer-too-large, to whoever reads it
 */
export function withinBytes(
  body: ReadableStream<Uint8Array> | null,
  maxBytes: number,
): ReadableStream<Uint8Array> | null {
  let bytes = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, output) {
      bytes += chunk.byteLength;
      if (bytes > maxBytes) throw new AppError('answer-too-large');
      output.enqueue(chunk);
    },
  });
  return body?.pipeThrough(counter) ?? null;
}

/** Eight events of four lines, and a comment every second to keep the connection open. */
const maxStreamLines = 5_000;

const lineFeed = 10;
const carriageReturn = 13;

/**
 * A stream of events that ends in an error where it has more lines than any answer needs: the SDK copies what is
 * left of a piece for each event in it, which takes minutes for a megabyte of empty ones.
 * @throws AppError answer-too-large, to whoever reads it
 */
export function withinLines(response: Response): Response {
  let lines = 0;
  const counter = new TransformStream<Uint8Array, Uint8Array>({
    transform(chunk, output) {
      for (const byte of chunk) if (byte === lineFeed || byte === carriageReturn) lines++;
      if (lines > maxStreamLines) throw new AppError('answer-too-large');
      output.enqueue(chunk);
    },
  });
  const { status, headers } = response;
  return new Response(response.body?.pipeThrough(counter) ?? null, { status, headers });
}

/** The beginning of a body as text; the rest of it is left unread. */
export async function textUpTo(response: Response, maxBytes: number): Promise<string> {
  const reader = response.body?.getReader();
  const decoder = new TextDecoder();
  let text = '';
  let bytes = 0;
  while (reader && bytes < maxBytes) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    const part = value.subarray(0, maxBytes - bytes);
    bytes += part.byteLength;
    text += decoder.decode(part, { stream: true });
  }
  await reader?.cancel().catch(() => undefined);
  return text;
}
