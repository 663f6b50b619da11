import { latin1 } from '../base/bytes';
import { countGifFrames } from './gif-bmp-avif';
import { pngChunks } from './png-chunks';
import { webpHeader } from './webp';

/** What the bytes are, whatever a name or a header says. */
interface SniffedType {
  /** An image's MIME type, of a kind that browsers show or not: see `isDecodableType`. */
  readonly mimeType: string;
  /** True for more than one frame; absent for one. Needs the whole file for a GIF. */
  readonly animated?: boolean;
}

const DECODABLE = new Set([
  'image/png',
  'image/jpeg',
  'image/gif',
  'image/webp',
  'image/avif',
  'image/bmp',
  'image/x-icon',
]);

/** Whether a worker can decode it: not TIFF, HEIC and JPEG XL, nor SVG, which needs a page. */
export const isDecodableType = (mimeType: string): boolean => DECODABLE.has(mimeType);

/** The image type of `bytes` (the whole file or its beginning), or undefined for anything else. */
export function sniffType(bytes: Uint8Array): SniffedType | undefined {
  if (latin1(bytes, 0, 8) === '\x89PNG\r\n\x1a\n') return png(bytes);
  if (latin1(bytes, 0, 3) === '\xff\xd8\xff') return { mimeType: 'image/jpeg' };
  if (/^GIF8[79]a/.test(latin1(bytes, 0, 6))) return gif(bytes);
  if (latin1(bytes, 0, 4) === 'RIFF' && latin1(bytes, 8, 4) === 'WEBP') return webp(bytes);
  if (latin1(bytes, 4, 4) === 'ftyp') return isoMedia(bytes);
  return plainSignature(bytes) ?? (isSvgText(bytes) ? { mimeType: 'image/svg+xml' } : undefined);
}

const withAnimation = (mimeType: string, animated: boolean): SniffedType =>
  animated ? { mimeType, animated } : { mimeType };

function png(bytes: Uint8Array): SniffedType {
  // The animation control chunk counts only before the first image data.
  for (const { type } of pngChunks(bytes)) {
    if (type === 'acTL') return withAnimation('image/png', true);
    if (type === 'IDAT') break;
  }
  return { mimeType: 'image/png' };
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
  return isHeif ? { mimeType: 'image/heic' } : undefined;
}

function plainSignature(bytes: Uint8Array): SniffedType | undefined {
  const start = latin1(bytes, 0, 4);
  if (start === 'II*\0' || start === 'MM\0*') return { mimeType: 'image/tiff' };
  if (start.startsWith('\xff\x0a') || latin1(bytes, 0, 12) === '\0\0\0\x0cJXL \r\n\x87\n')
    return { mimeType: 'image/jxl' };
  if (start === '\0\0\x01\0' && (bytes[4] ?? 0) > 0) return { mimeType: 'image/x-icon' };
  // "BM" alone could start a text: the header's size field must be one that exists.
  const infoSize = bytes[14] ?? 0;
  if (start.startsWith('BM') && [12, 40, 52, 56, 64, 108, 124].includes(infoSize))
    return { mimeType: 'image/bmp' };
  return undefined;
}

/** An `svg` root after what XML allows before it: byte order mark, prolog, comments, doctype. */
function isSvgText(bytes: Uint8Array): boolean {
  const label = bytes[0] === 0xff ? 'utf-16le' : bytes[0] === 0xfe ? 'utf-16be' : 'utf-8';
  let rest = new TextDecoder(label).decode(bytes.subarray(0, 65_536));
  const skipped = /^(?:\s+|<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!DOCTYPE\s[^[>]*(?:\[[\s\S]*?\]\s*)?>)/i;
  for (let match = skipped.exec(rest); match; match = skipped.exec(rest))
    rest = rest.slice(match[0].length);
  return /^<(?:\w+:)?svg[\s/>]/i.test(rest);
}

/** True for an SVG by its bytes: the one kind of image that only a page can turn into pixels. */
export const isSvg = async (blob: Blob): Promise<boolean> =>
  sniffType(new Uint8Array(await blob.slice(0, 65_536).arrayBuffer()))?.mimeType ===
  'image/svg+xml';
