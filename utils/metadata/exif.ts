import { latin1, viewOf } from '../base/bytes';
import type { Orientation } from '../codecs/orientation';

const ORIENTATION = 0x0112;
const EXIF_DIRECTORY = 0x8769;
const GPS_DIRECTORY = 0x8825;
const MAKER_NOTE = 0x927c;
/** Width and height of the pixels, which may have changed. */
const PIXEL_SIZES = [0xa002, 0xa003];
const [THUMBNAIL_START, THUMBNAIL_LENGTH] = [0x0201, 0x0202];

/** Bytes of one value of each TIFF type (TIFF 6.0, section 2). */
const TYPE_BYTES = [0, 1, 1, 2, 4, 8, 1, 1, 2, 4, 8, 4, 8] as const;
const ENTRY_BYTES = 12;

interface ExifChoice {
  /** Whether GPS data and the maker's note, which may hold a place too, are kept. */
  readonly keepLocation: boolean;
  /** How the pixels lie that it is for: upright if absent. */
  readonly orientation?: Orientation;
}

/**
 * A copy of a TIFF structure (the body of EXIF) for pixels that were changed: their orientation, no
 * thumbnail (it shows the picture from before), no sizes, and by choice no place.
 * What is taken out is overwritten, not only unlinked. Undefined where it is damaged.
 */
export function cleanExif(
  tiff: Uint8Array,
  { keepLocation, orientation = 1 }: ExifChoice,
): Uint8Array<ArrayBuffer> | undefined {
  const bytes = new Uint8Array(tiff);
  const order = latin1(bytes, 0, 2);
  if (order !== 'II' && order !== 'MM') return undefined;
  const file: Tiff = { bytes, view: viewOf(bytes), little: order === 'II' };
  try {
    const main = file.view.getUint32(4, file.little);
    const turned = findEntry(file, main, ORIENTATION);
    if (turned) file.view.setUint16(turned + 8, orientation, file.little);
    cleanMain(file, main, keepLocation);
  } catch (error) {
    if (error instanceof RangeError) return undefined; // an address beyond the end
    throw error;
  }
  return bytes;
}

interface Tiff {
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly view: DataView;
  readonly little: boolean;
}

function cleanMain(file: Tiff, main: number, keepLocation: boolean): void {
  const { view, little } = file;
  const exif = findEntry(file, main, EXIF_DIRECTORY);
  const details = exif && view.getUint32(exif + 8, little);
  if (details) {
    for (const tag of PIXEL_SIZES) removeEntry(file, details, tag);
    if (!keepLocation) removeEntry(file, details, MAKER_NOTE);
  }
  removeThumbnail(file, main);
  if (keepLocation) return;
  const gps = findEntry(file, main, GPS_DIRECTORY);
  if (gps) wipeDirectory(file, view.getUint32(gps + 8, little));
  removeEntry(file, main, GPS_DIRECTORY);
}

const entriesOf = ({ view, little }: Tiff, directory: number): number =>
  view.getUint16(directory, little);

/** Where the tag's entry starts, or undefined without one. */
function findEntry(file: Tiff, directory: number, tag: number): number | undefined {
  for (let i = 0; i < entriesOf(file, directory); i += 1) {
    const at = directory + 2 + ENTRY_BYTES * i;
    if (file.view.getUint16(at, file.little) === tag) return at;
  }
  return undefined;
}

/** Overwrites the value of an entry that stands elsewhere in the file. */
function wipeValue({ bytes, view, little }: Tiff, entry: number): void {
  const size = TYPE_BYTES[view.getUint16(entry + 2, little)] ?? 0;
  const length = size * view.getUint32(entry + 4, little);
  const at = view.getUint32(entry + 8, little);
  if (length > 4) bytes.fill(0, at, at + length);
}

function removeEntry(file: Tiff, directory: number, tag: number): void {
  const entry = findEntry(file, directory, tag);
  if (entry === undefined) return;
  wipeValue(file, entry);
  const count = entriesOf(file, directory);
  const end = directory + 2 + ENTRY_BYTES * count + 4; // with the address of the next directory
  file.bytes.copyWithin(entry, entry + ENTRY_BYTES, end);
  file.bytes.fill(0, end - ENTRY_BYTES, end);
  file.view.setUint16(directory, count - 1, file.little);
}

function wipeDirectory(file: Tiff, directory: number): void {
  const count = entriesOf(file, directory);
  const end = directory + 2 + ENTRY_BYTES * count;
  for (let at = directory + 2; at < end; at += ENTRY_BYTES) wipeValue(file, at);
  file.bytes.fill(0, directory, end);
}

function removeThumbnail(file: Tiff, main: number): void {
  const { bytes, view, little } = file;
  const link = main + 2 + ENTRY_BYTES * entriesOf(file, main);
  const directory = view.getUint32(link, little);
  if (directory === 0) return;
  view.setUint32(link, 0, little);
  const numberOf = (tag: number): number => {
    const entry = findEntry(file, directory, tag);
    return entry === undefined ? 0 : view.getUint32(entry + 8, little);
  };
  const start = numberOf(THUMBNAIL_START);
  if (start > 0) bytes.fill(0, start, start + numberOf(THUMBNAIL_LENGTH));
  wipeDirectory(file, directory);
}

/**
 * The body of an EXIF that states how the picture must be turned and nothing else (TIFF 6.0, section
 * 2: header, a directory of one entry, no further one). Undefined for a picture that stands upright.
 */
export function orientationExif(orientation: Orientation): Uint8Array<ArrayBuffer> | undefined {
  if (orientation === 1) return undefined;
  const header = [0x49, 0x49, 42, 0, 8, 0, 0, 0];
  const entry = [0x12, 0x01, 3, 0, 1, 0, 0, 0, orientation, 0, 0, 0];
  return Uint8Array.of(...header, 1, 0, ...entry, 0, 0, 0, 0);
}
