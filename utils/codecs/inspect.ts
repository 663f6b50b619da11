import { latin1 } from '../base/bytes';
import { AppError, asAppErrorElse } from '../base/errors';
import { areaOf, type Size } from '../base/geometry';
import { hasGainMap, isPlainJpeg, jpegExtent, jpegHeader, rareJpegCoding } from './jpeg';
import {
  exifOrientation,
  jpegOrientation,
  type Orientation,
  pngOrientation,
  uprightSize,
} from './orientation';
import { pngChunks, pngHeader, pngState } from './png-chunks';
import {
  bmpSize,
  countGifFrames,
  gifExtent,
  gifSize,
  isGifTruncated,
  isIsoMediaTruncated,
  isRiffTruncated,
  largestAvifItem,
  webpExif,
  webpHeader,
} from './webp-gif-bmp-avif';

/** What the user should know about a picture that is otherwise fine. */
type ImageNote = 'animated-first-frame' | 'cmyk-converted' | 'gain-map';

/** What a file is, by its bytes. */
export interface Inspection {
  /** MIME type. */
  readonly type: string;
  /** As it is shown, image px; undefined for an SVG, which has none until a page has drawn it (`rasteriseSvg`). */
  readonly size: Size | undefined;
  /** What its EXIF states; 1 where it states nothing. */
  readonly orientation: Orientation;
  readonly notes: readonly ImageNote[];
}

const inspections = new WeakMap<Blob, Promise<Inspection>>();

/**
 * What a file is, read from its header wherever that tells, and the checks that can be made without decoding.
 * Asked again for the same blob, it answers without another look.
 * @throws AppError image-empty, image-not-an-image, image-truncated, image-too-large
 *   (substitutions: width, height), image-type-unsupported (substitution: the type)
 */
export function inspect(blob: Blob): Promise<Inspection> {
  const known = inspections.get(blob);
  if (known) return known;
  const found = look(blob);
  inspections.set(blob, found);
  // A failure may have been one of memory.
  found.catch(() => inspections.delete(blob));
  return found;
}

/** Bytes from the start of a file that tell its type. */
const headBytes = 65_536;
/** An SVG may have as much before its root (licences, embedded comments), bytes. */
const longestProlog = 4_000_000;

async function look(blob: Blob): Promise<Inspection> {
  if (blob.size === 0) throw new AppError('image-empty');
  const head = await bytesOf(blob.slice(0, headBytes));
  const type = sniffType(head)?.type ?? (await typeAfterProlog(blob, head));
  if (!type) throw new AppError('image-not-an-image');
  if (type === 'image/svg+xml') return { type, size: undefined, orientation: 1, notes: [] };
  const bytes = blob.size > headBytes ? await bytesOf(blob) : head;
  const placed = await placedSize(type, bytes, blob);
  return { type, ...placed, notes: notesOn(type, bytes) };
}

const bytesOf = async (blob: Blob) => new Uint8Array(await blob.arrayBuffer());

/** The type of an XML file whose root stands far behind its beginning. */
async function typeAfterProlog(blob: Blob, head: Uint8Array): Promise<string | undefined> {
  const isXml = /^\s*<[?!]/.test(textOf(head.subarray(0, 1000)));
  if (!isXml || blob.size <= headBytes) return undefined;
  const beginning = await bytesOf(blob.slice(0, longestProlog));
  return isSvgText(beginning) ? 'image/svg+xml' : undefined;
}

function notesOn(type: string, bytes: Uint8Array): ImageNote[] {
  const notes: ImageNote[] = sniffType(bytes)?.animated ? ['animated-first-frame'] : [];
  // Four components are CMYK, of which browsers make RGB; an edit can't be turned back.
  if (type === 'image/jpeg' && jpegHeader(bytes)?.components === 4) notes.push('cmyk-converted');
  if (type === 'image/jpeg' && hasGainMap(bytes)) notes.push('gain-map');
  return notes;
}

/** As people write the formats' names. */
const names: Readonly<Record<string, string>> = { jxl: 'JPEG XL' };

/** The error for a kind of image that can't be decoded as it is; `name` where its type says too little. */
export function unsupportedType(type: string, name?: string): AppError {
  const short = type.replace(/^image\/(x-)?/, '').replace(/\+xml$/, '');
  const substitutions = [name ?? names[short] ?? short.toUpperCase()];
  return new AppError('image-type-unsupported', { details: { substitutions } });
}

type Placed = Pick<Inspection, 'size' | 'orientation'>;

async function placedSize(type: string, bytes: Uint8Array, blob: Blob): Promise<Placed> {
  if (type === 'image/jpeg') return placedJpeg(bytes, blob);
  if (type === 'image/png') return placedPng(bytes, blob);
  if (type === 'image/webp') return placedWebp(bytes, blob);
  return { size: await otherSize(type, bytes, blob), orientation: 1 };
}

async function placedJpeg(bytes: Uint8Array, blob: Blob): Promise<Placed> {
  const header = jpegHeader(bytes);
  if (header) assertDecodableSize(header);
  const extent = jpegExtent(bytes);
  // Chromium decodes none that breaks off, others do as far as it goes: see `wholeImage`.
  if (extent.scan !== undefined && !extent.hasEnd && extent.end >= bytes.length)
    throw new AppError('image-truncated');
  const orientation = await jpegOrientation(bytes);
  if (header && isPlainJpeg(header, extent))
    return { size: uprightSize(header, orientation), orientation };
  try {
    return { size: await decodedSize(blob), orientation };
  } catch (error) {
    const coding = header && rareJpegCoding(header);
    throw coding ? unsupportedType('image/jpeg', coding) : error;
  }
}

/** Bytes up to which the browser is asked to decode a PNG, which costs less than a millisecond. */
const quicklyDecoded = 65_536;

async function placedPng(bytes: Uint8Array, blob: Blob): Promise<Placed> {
  const header = pngHeader(bytes);
  if (!header) throw new AppError('image-truncated');
  assertDecodableSize(header);
  const state = pngState(bytes);
  if (state === 'cut') throw new AppError('image-truncated');
  const isQuick = blob.size <= quicklyDecoded && typeof createImageBitmap === 'function';
  if (state === 'broken' || isQuick) await decodedSize(blob);
  const orientation = await pngOrientation(bytes);
  return { size: uprightSize(header, orientation), orientation };
}

async function placedWebp(bytes: Uint8Array, blob: Blob): Promise<Placed> {
  const header = webpHeader(bytes);
  if (header) assertDecodableSize(header);
  if (isRiffTruncated(bytes)) throw new AppError('image-truncated');
  const orientation = exifOrientation(webpExif(bytes));
  // Chromium shows a WebP as it is stored, whatever its EXIF says; others may not.
  const isPlain = header && orientation < 5;
  return { size: isPlain ? sizeOf(header) : await decodedSize(blob), orientation };
}

async function otherSize(type: string, bytes: Uint8Array, blob: Blob): Promise<Size> {
  if (type === 'image/gif') {
    const extent = gifExtent(bytes);
    if (extent) assertDecodableSize(extent);
    const size = gifSize(bytes);
    if (isGifTruncated(bytes)) throw new AppError('image-truncated');
    return size ?? decodedSize(blob);
  }
  // The header only guards here: turned pictures and the choice of an icon are the browser's.
  const isIso = type === 'image/avif' || type === 'image/heic';
  const guard = isIso ? largestAvifItem(bytes) : bmpSize(bytes);
  if (guard) assertDecodableSize(guard);
  try {
    return await decodedSize(blob);
  } catch (error) {
    // One that is all there, and still can't be shown, is of a kind that this browser does not know.
    const isWhole = isIso ? !isIsoMediaTruncated(bytes) : !isDecodableType(type);
    throw isWhole ? unsupportedType(type) : error;
  }
}

const sizeOf = ({ width, height }: Size): Size => ({ width, height });

/** The size that the browser gives a picture; it decodes it for that. */
async function decodedSize(blob: Blob): Promise<Size> {
  const bitmap = await createImageBitmap(blob).catch((cause: unknown) => {
    throw asAppErrorElse('image-truncated', cause);
  });
  const size = sizeOf(bitmap);
  bitmap.close();
  assertDecodableSize(size);
  return size;
}

/** Image px. Chromium's canvases beyond it come back blank without any error. */
const largestEdge = 65_535;
/**
 * Image px. An edit holds two decoded copies, 512 MiB each at this area; twice as much, where
 * Chromium's canvases end, would end the worker on many machines and not in a message.
 */
const largestArea = 2 ** 27;

/**
 * Refuses sizes that browsers cannot decode, by arithmetic, before a pixel is touched.
 * @throws AppError image-too-large (substitutions: width, height in image px), image-not-an-image
 *   where a side is 0
 */
export function assertDecodableSize(size: Size): void {
  const { width, height } = size;
  if (width < 1 || height < 1) throw new AppError('image-not-an-image');
  if (Math.max(width, height) > largestEdge || areaOf(size) > largestArea)
    throw new AppError('image-too-large', {
      details: { substitutions: [String(width), String(height)] },
    });
}

/** What the bytes are, whatever a name or a header says. */
interface SniffedType {
  /** An image's MIME type, of a kind that browsers show or not: see `isDecodableType`. */
  readonly type: string;
  /** True for more than one frame; absent for one. Needs the whole file for a GIF. */
  readonly animated?: boolean;
}

const decodable = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'image/x-icon',
]);

/** Whether every browser's worker can decode it: not TIFF, HEIC and JPEG XL, nor SVG, which needs a page. */
export const isDecodableType = (type: string): boolean => decodable.has(type);

/** The image type of `bytes` (the whole file or its beginning), or undefined for anything else. */
export function sniffType(bytes: Uint8Array): SniffedType | undefined {
  if (latin1(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return png(bytes);
  if (latin1(bytes, 0, 3) === '\xff\xd8\xff') return { type: 'image/jpeg' };
  if (/^GIF8[79]a/.test(latin1(bytes, 0, 6))) return gif(bytes);
  if (latin1(bytes, 0, 4) === 'RIFF' && latin1(bytes, 8, 4) === 'WEBP') return webp(bytes);
  if (latin1(bytes, 4, 4) === 'ftyp') return isoMedia(bytes);
  return plainSignature(bytes) ?? (isSvgText(bytes) ? { type: 'image/svg+xml' } : undefined);
}

const withAnimation = (type: string, animated: boolean): SniffedType =>
  animated ? { type, animated } : { type };

function png(bytes: Uint8Array): SniffedType {
  // The animation control chunk counts only before the first image data.
  for (const chunk of pngChunks(bytes)) {
    if (chunk.type === 'acTL') return withAnimation('image/png', true);
    if (chunk.type === 'IDAT') break;
  }
  return { type: 'image/png' };
}

const gif = (bytes: Uint8Array): SniffedType =>
  withAnimation('image/gif', countGifFrames(bytes, 2) > 1);

const webp = (bytes: Uint8Array): SniffedType =>
  withAnimation('image/webp', webpHeader(bytes)?.animated ?? false);

/** ISO base media files (ISO/IEC 14496-12): the brands after `ftyp` say which image format it is. */
function isoMedia(bytes: Uint8Array): SniffedType | undefined {
  const end = Math.min(bytes.length, ((bytes[2] ?? 0) << 8) | (bytes[3] ?? 0));
  const brands: string[] = [latin1(bytes, 8, 4)];
  for (let at = 16; at + 4 <= end; at += 4) brands.push(latin1(bytes, at, 4));
  if (brands.includes('avif') || brands.includes('avis'))
    return withAnimation('image/avif', brands[0] === 'avis');
  const isHeif = brands.some((brand) => /^(hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand));
  return isHeif ? { type: 'image/heic' } : undefined;
}

function plainSignature(bytes: Uint8Array): SniffedType | undefined {
  const start = latin1(bytes, 0, 4);
  if (start === 'II*\0' || start === 'MM\0*') return { type: 'image/tiff' };
  if (start.startsWith('\xff\x0a') || latin1(bytes, 0, 12) === '\0\0\0\x0cJXL \r\n\x87\n')
    return { type: 'image/jxl' };
  if (start === '\0\0\x01\0' && (bytes[4] ?? 0) > 0) return { type: 'image/x-icon' };
  // "BM" alone could start a text: the header's size field must be one that exists.
  const infoSize = bytes[14] ?? 0;
  if (start.startsWith('BM') && [12, 40, 52, 56, 64, 108, 124].includes(infoSize))
    return { type: 'image/bmp' };
  return undefined;
}

function textOf(bytes: Uint8Array): string {
  const label = bytes[0] === 0xff ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8';
  return new TextDecoder(label).decode(bytes);
}

/** An `svg` root after what XML allows before it: byte order mark, prolog, comments, doctype. */
function isSvgText(bytes: Uint8Array): boolean {
  let rest = textOf(bytes.subarray(0, longestProlog));
  const skipped = /^(?:\s+|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE\s[^[>]*(?:\[[\s\S]*?\]\s*)?>)/i;
  for (let match = skipped.exec(rest); match; match = skipped.exec(rest))
    rest = rest.slice(match[0].length);
  return /^<(?:\w+:)?svg[\s/>]/i.test(rest);
}
