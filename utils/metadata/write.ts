import { concatBytes, latin1, latin1Bytes, viewOf } from '../base/bytes';
import { jpegExtent, jpegSegments } from '../codecs/jpeg';
import { pngChunk, pngChunks, pngText } from '../codecs/png-chunks';
import { chunksFrom, riffChunks, webpHeader } from '../codecs/webp-gif-bmp-avif';
import type { IccProfile } from '../pixels/raster';
import { isJfif, jfifOf, pngDensityOf } from './density';
import type { Density } from './exif';
import { type GainMap, withGainMap } from './gain-map';
import { jpegXmpStart, pngXmp } from './read';
import { xmpWithGainMap } from './xmp';

type Bytes = Uint8Array<ArrayBuffer>;

/** What a file is to say beside its pixels. It replaces what the file says so far. */
interface NewMetadata {
  readonly exif?: Bytes | undefined;
  readonly xmp?: string | undefined;
  /** For lossy files; in a PNG the profile that is there stays. */
  readonly icc?: IccProfile | undefined;
  /** Written into PNG and JPEG; without it the file's own stays. */
  readonly density?: Density | undefined;
  /** For a JPEG whose pixels are as they were: what makes it brighter where a screen can be. */
  readonly gainMap?: GainMap | undefined;
  /** For PNG: keyword to text. */
  readonly text?: Readonly<Record<string, string>>;
}

/** What stands in a JPEG segment beside its length. */
const maxSegment = 65_533;

/**
 * What is the picture, how its colours are meant and how it moves (PNG, third edition, 11.2 and 11.3). All else is left
 * out: texts, times, manifests of provenance, and what nobody knows.
 */
const pngPicture: ReadonlySet<string> = new Set([
  ...['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'bKGD', 'hIST', 'pHYs', 'acTL', 'fcTL', 'fdAT'],
  ...['cHRM', 'gAMA', 'iCCP', 'sBIT', 'sRGB', 'cICP', 'mDCV', 'cLLI'],
]);

/** The PNG with other metadata; its pixels and profile stay byte by byte. */
export function withPngMetadata(file: Bytes, { exif, xmp, density, text = {} }: NewMetadata): Blob {
  const added = [
    ...(density ? pngChunk('pHYs', [pngDensityOf(density)]) : []),
    ...(exif ? pngChunk('eXIf', [exif]) : []),
    ...(xmp ? pngText(pngXmp, xmp) : []),
    ...Object.entries(text).flatMap(([keyword, value]) => pngText(keyword, value)),
  ];
  const parts: Bytes[] = [file.subarray(0, 8)];
  let isAdded = false;
  for (const { type, data } of pngChunks(file)) {
    if (!pngPicture.has(type) || (density && type === 'pHYs')) continue;
    if (type === 'IDAT' && !isAdded) {
      parts.push(...added);
      isAdded = true;
    }
    const start = data.byteOffset - file.byteOffset - 8;
    parts.push(file.subarray(start, start + data.length + 12));
  }
  return new Blob(parts, { type: 'image/png' });
}

/** Tables and frames, but neither comments nor what programs have added (IPTC in APP13, MPF in APP2 …). */
const isTable = (marker: number): boolean =>
  !(marker === 0xfe || (marker >= 0xe0 && marker <= 0xef));

/** Adobe's mark, which says how the colours are coded. */
const isAdobe = (marker: number, data: Uint8Array): boolean =>
  marker === 0xee && latin1(data, 0, 5) === 'Adobe';

/** The JPEG with other metadata, without what stands behind the picture. EXIF or XMP too long for a segment is left out. */
export function withJpegMetadata(file: Bytes, metadata: NewMetadata): Blob {
  const { exif, icc, density, gainMap } = metadata;
  const xmp = gainMap ? xmpWithGainMap(gainMap.map.length, metadata.xmp) : metadata.xmp;
  const added = [
    ...(exif ? app(0xe1, [latin1Bytes('Exif\0\0'), exif]) : []),
    ...(xmp ? app(0xe1, [latin1Bytes(jpegXmpStart), new TextEncoder().encode(xmp)]) : []),
    ...(icc ? iccSegments(icc.bytes) : []),
  ];
  const jfif: Bytes[] = [];
  const tables: Bytes[] = [];
  let rest = 2;
  for (const { marker, data, start, end } of jpegSegments(file)) {
    rest = start;
    if (marker === 0xda) break;
    const isProfile = marker === 0xe2 && latin1(data, 0, 11) === 'ICC_PROFILE';
    if (isJfif(marker, data) && jfif.length === 0) jfif.push(...app(0xe0, [jfifOf(data, density)]));
    else if (isTable(marker) || isAdobe(marker, data) || (isProfile && !icc))
      tables.push(file.subarray(start, end));
    rest = end;
  }
  const { end } = jpegExtent(file);
  // Right after the JFIF header, as EXIF asks.
  const head = [file.subarray(0, 2), ...jfif, ...added];
  const picture = [...tables, ...scansOf(file, rest, end)];
  const parts = gainMap ? [withGainMap(head, picture, gainMap)] : [...head, ...picture];
  return new Blob(parts, { type: 'image/jpeg' });
}

/** The scans, without what a writer has put between them that is no table. */
function scansOf(file: Bytes, start: number, end: number): Bytes[] {
  const parts: Bytes[] = [];
  let from = start;
  let at = start;
  while (at >= 0 && at + 3 < end) {
    const marker = file[at + 1] ?? 0;
    const isSegment = marker >= 0xc0 && marker !== 0xff && !(marker >= 0xd0 && marker <= 0xd9);
    const next = isSegment ? at + 2 + (((file[at + 2] ?? 0) << 8) | (file[at + 3] ?? 0)) : at + 1;
    if (isSegment && !isTable(marker)) {
      parts.push(file.subarray(from, at));
      from = Math.min(next, end);
    }
    at = file.indexOf(0xff, next);
  }
  return [...parts, file.subarray(from, end)];
}

function app(marker: number, data: readonly Bytes[]): Bytes[] {
  const length = data.reduce((sum, part) => sum + part.length, 0);
  if (length > maxSegment) return [];
  const size = length + 2;
  return [Uint8Array.of(0xff, marker, size >> 8, size & 0xff), ...data];
}

/** The profile in numbered pieces (ICC.1:2022, annex B.4). */
function iccSegments(profile: Bytes): Bytes[] {
  const room = maxSegment - 14;
  const count = Math.ceil(profile.length / room);
  return Array.from({ length: count }, (_, i) =>
    app(0xe2, [
      latin1Bytes('ICC_PROFILE\0'),
      Uint8Array.of(i + 1, count),
      profile.subarray(i * room, (i + 1) * room),
    ]),
  ).flat();
}

const iccFlag = 0x20;
const alphaFlag = 0x10;
const animationFlag = 0x02;
const exifFlag = 0x08;
const xmpFlag = 0x04;

/** What is the picture and how it moves (RFC 9649, section 2.7); not a manifest of provenance, nor what nobody knows. */
const webpPicture: ReadonlySet<string> = new Set(['VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ANMF']);

/** Bytes of a frame's place and time, before its own chunks. */
const frameHeaderBytes = 16;

function frameOf(data: Uint8Array): Uint8Array {
  const chunks = [...chunksFrom(data, frameHeaderBytes)]
    .filter(({ type }) => webpPicture.has(type))
    .flatMap((chunk) => riffChunk(chunk.type, chunk.data));
  return concatBytes([data.subarray(0, frameHeaderBytes), ...chunks]);
}

/** The WebP, in its extended form, with other metadata (RFC 9649, section 2.7). */
export function withWebpMetadata(file: Bytes, { exif, xmp, icc }: NewMetadata): Blob {
  const header = webpHeader(file);
  if (!header) return new Blob([file], { type: 'image/webp' });
  const chunks = [...riffChunks(file)];
  // A lossless picture's own mark may be wrong, and without the flag browsers would believe it.
  const hasAlpha = header.hasAlpha || chunks[0]?.type === 'VP8L';
  const oldIcc = chunks.find(({ type }) => type === 'ICCP')?.data;
  const profile = icc?.bytes ?? (oldIcc && new Uint8Array(oldIcc));
  const flags =
    (profile ? iccFlag : 0) |
    (hasAlpha ? alphaFlag : 0) |
    (header.animated ? animationFlag : 0) |
    (exif ? exifFlag : 0) |
    (xmp ? xmpFlag : 0);
  const head = new Uint8Array(10);
  head[0] = flags;
  writeUint24(head, 4, header.width - 1);
  writeUint24(head, 7, header.height - 1);
  const body = concatBytes([
    ...riffChunk('VP8X', head),
    ...(profile ? riffChunk('ICCP', profile) : []),
    ...chunks
      .filter(({ type }) => webpPicture.has(type))
      .flatMap(({ type, data }) => riffChunk(type, type === 'ANMF' ? frameOf(data) : data)),
    ...(exif ? riffChunk('EXIF', exif) : []),
    ...(xmp ? riffChunk('XMP ', new TextEncoder().encode(xmp)) : []),
  ]);
  const riff = riffChunk('RIFF', concatBytes([latin1Bytes('WEBP'), body]));
  return new Blob([concatBytes(riff)], { type: 'image/webp' });
}

function riffChunk(type: string, data: Uint8Array): Uint8Array[] {
  const head = new Uint8Array(8);
  head.set(latin1Bytes(type));
  viewOf(head).setUint32(4, data.length, true);
  return [head, data, ...(data.length % 2 === 1 ? [new Uint8Array(1)] : [])];
}

function writeUint24(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value & 0xff;
  bytes[at + 1] = (value >> 8) & 0xff;
  bytes[at + 2] = (value >> 16) & 0xff;
}
