import { latin1 } from '../base/bytes';
import { inflated } from '../codecs/inflate';
import { sniffType } from '../codecs/inspect';
import { jpegExif, jpegSegments } from '../codecs/jpeg';
import { findPngChunk, pngChunks } from '../codecs/png-chunks';
import { findRiffChunk, webpExif } from '../codecs/webp-gif-bmp-avif';
import { gifXmp } from './gif';

/** What a file says beside its pixels; views of its bytes. */
interface FileMetadata {
  /** The TIFF structure of its EXIF. */
  readonly exif?: Uint8Array | undefined;
  readonly xmp?: string | undefined;
  /** Texts of a PNG under the standard's own keywords: keyword to text. */
  readonly text?: Readonly<Record<string, string>>;
}

/** Keyword of a PNG's XMP (XMP Specification Part 3, section 1.1.5). */
export const pngXmp = 'XML:com.adobe.xmp';
/** How the segment of a JPEG's XMP begins (the same, section 1.1.3). */
export const jpegXmpStart = 'http://ns.adobe.com/xap/1.0/\0';

/** EXIF and XMP of a PNG, JPEG, WebP or GIF file; nothing for others. */
export async function readMetadata(bytes: Uint8Array): Promise<FileMetadata> {
  switch (sniffType(bytes)?.type) {
    case 'image/png':
      return {
        exif: findPngChunk(bytes, 'eXIf'),
        xmp: await pngTextOf(bytes, pngXmp),
        text: await knownTexts(bytes),
      };
    case 'image/jpeg':
      return { exif: jpegExif(bytes), xmp: jpegXmp(bytes) };
    case 'image/webp':
      return { exif: webpExif(bytes), xmp: textOf(findRiffChunk(bytes, 'XMP ')) };
    case 'image/gif':
      return { xmp: gifXmp(bytes) };
    default:
      return {};
  }
}

const textOf = (bytes: Uint8Array | undefined): string | undefined =>
  bytes && new TextDecoder().decode(bytes);

/** PNG (third edition), table 20: the keywords that have a meaning. Others hold whatever a program has put there. */
const knownKeywords: ReadonlySet<string> = new Set([
  ...['Title', 'Author', 'Description', 'Copyright', 'Creation Time', 'Software', 'Disclaimer'],
  ...['Warning', 'Source', 'Comment'],
]);

async function knownTexts(bytes: Uint8Array): Promise<Record<string, string>> {
  const found: Record<string, string> = {};
  for (const chunk of pngChunks(bytes)) {
    const keyword = keywordOf(chunk);
    if (keyword === undefined || !knownKeywords.has(keyword) || keyword in found) continue;
    const value = await valueOfText(chunk, keyword.length);
    if (value !== undefined) found[keyword] = value;
  }
  return found;
}

interface Chunk {
  readonly type: string;
  readonly data: Uint8Array;
}

function keywordOf({ type, data }: Chunk): string | undefined {
  if (type !== 'tEXt' && type !== 'zTXt' && type !== 'iTXt') return undefined;
  const end = data.indexOf(0);
  return end > 0 && end < 80 ? latin1(data, 0, end) : undefined;
}

/** The three ways of a text (PNG, third edition, 11.3.3.2 to 11.3.3.4); undefined where it is damaged. */
async function valueOfText({ type, data }: Chunk, length: number): Promise<string | undefined> {
  const latin = new TextDecoder('latin1');
  if (type === 'tEXt') return latin.decode(data.subarray(length + 1));
  if (type === 'zTXt') {
    const text = await inflated(data.subarray(length + 2));
    return text && latin.decode(text);
  }
  const language = data.indexOf(0, length + 3);
  const translated = data.indexOf(0, language + 1);
  if (language < 0 || translated < 0) return undefined;
  const text = data.subarray(translated + 1);
  return textOf(data[length + 1] === 1 ? await inflated(text) : text);
}

/** The text of the first iTXt chunk of that keyword, deflated or not (PNG specification, 11.3.3.4). */
export async function pngTextOf(bytes: Uint8Array, keyword: string): Promise<string | undefined> {
  for (const chunk of pngChunks(bytes)) {
    if (chunk.type !== 'iTXt' || keywordOf(chunk) !== keyword) continue;
    const value = await valueOfText(chunk, keyword.length);
    if (value !== undefined) return value;
  }
  return undefined;
}

function jpegXmp(bytes: Uint8Array): string | undefined {
  for (const { marker, data } of jpegSegments(bytes))
    if (marker === 0xe1 && latin1(data, 0, jpegXmpStart.length) === jpegXmpStart)
      return textOf(data.subarray(jpegXmpStart.length));
  return undefined;
}
