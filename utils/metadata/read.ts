import { latin1 } from '../base/bytes';
import { inflated } from '../codecs/inflate';
import { sniffType } from '../codecs/inspect';
import { jpegExif, jpegSegments } from '../codecs/jpeg';
import { findPngChunk, pngChunks } from '../codecs/png-chunks';
import { findRiffChunk, webpExif } from '../codecs/webp';

/** What a file says beside its pixels; views of its bytes. */
interface FileMetadata {
  /** The TIFF structure of its EXIF. */
  readonly exif?: Uint8Array | undefined;
  readonly xmp?: string | undefined;
}

/** Keyword of a PNG's XMP (XMP Specification Part 3, section 1.1.5). */
export const pngXmp = 'XML:com.adobe.xmp';
/** How the segment of a JPEG's XMP begins (the same, section 1.1.3). */
export const jpegXmpStart = 'http://ns.adobe.com/xap/1.0/\0';

/** EXIF and XMP of a PNG, JPEG or WebP file; nothing for others. */
export async function readMetadata(bytes: Uint8Array): Promise<FileMetadata> {
  switch (sniffType(bytes)?.type) {
    case 'image/png':
      return { exif: findPngChunk(bytes, 'eXIf'), xmp: await pngTextOf(bytes, pngXmp) };
    case 'image/jpeg':
      return { exif: jpegExif(bytes), xmp: jpegXmp(bytes) };
    case 'image/webp':
      return { exif: webpExif(bytes), xmp: textOf(findRiffChunk(bytes, 'XMP ')) };
    default:
      return {};
  }
}

const textOf = (bytes: Uint8Array | undefined): string | undefined =>
  bytes && new TextDecoder().decode(bytes);

/** The text of the first iTXt chunk of that keyword, deflated or not (PNG specification, 11.3.3.4). */
export async function pngTextOf(bytes: Uint8Array, keyword: string): Promise<string | undefined> {
  for (const { type, data } of pngChunks(bytes)) {
    if (type !== 'iTXt' || latin1(data, 0, keyword.length + 1) !== `${keyword}\0`) continue;
    const language = data.indexOf(0, keyword.length + 3);
    const translated = data.indexOf(0, language + 1);
    if (language < 0 || translated < 0) continue;
    const text = data.subarray(translated + 1);
    return textOf(data[keyword.length + 1] === 1 ? await inflated(text) : text);
  }
  return undefined;
}

function jpegXmp(bytes: Uint8Array): string | undefined {
  for (const { marker, data } of jpegSegments(bytes))
    if (marker === 0xe1 && latin1(data, 0, jpegXmpStart.length) === jpegXmpStart)
      return textOf(data.subarray(jpegXmpStart.length));
  return undefined;
}
