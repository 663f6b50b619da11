import { latin1, viewOf } from '../base/bytes';
import type { Orientation } from '../codecs/orientation';

const orientationTag = 0x0112;
const exifDirectory = 0x8769;
const gpsDirectory = 0x8825;
const [X_RESOLUTION, Y_RESOLUTION, RESOLUTION_UNIT] = [0x011a, 0x011b, 0x0128];

const [SHORT, LONG, RATIONAL] = [3, 4, 5];
/** Bytes of one value of each TIFF type (TIFF 6.0, section 2; EXIF 3.0 for UTF-8 texts). */
const typeBytes: Readonly<Record<number, number>> = {
  ...{ 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 129: 1 },
};
const entryBytes = 12;
/** More entries than a directory of a camera has; a damaged file may say anything. */
const mostEntries = 1000;

const range = (first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => first + i);

/**
 * What is known to be words about the picture (EXIF 2.32 and 3.0, tables 3, 7 and 8; Windows' own texts). All else is
 * left out: thumbnails, previews and strips, XMP, IPTC and Photoshop's blocks inside the directory, sizes of the
 * pixels, the maker's note (it may hold a preview of the picture from before, and a place), and what nobody knows.
 */
const mainIfd: ReadonlySet<number> = new Set([
  ...[0x010e, 0x010f, 0x0110, orientationTag, X_RESOLUTION, Y_RESOLUTION, RESOLUTION_UNIT],
  ...[0x0131, 0x0132, 0x013b, 0x013e, 0x013f, 0x0211, 0x0213, 0x0214, 0x4746, 0x4749, 0x8298],
  ...range(0x9c9b, 0x9c9f),
]);
const details: ReadonlySet<number> = new Set([
  ...[0x829a, 0x829d, 0x8822, 0x8824, 0x8827, 0x9000, 0x9003, 0x9004, 0x9101, 0x9102, 0x9286],
  ...[...range(0x8830, 0x8835), ...range(0x9010, 0x9012), ...range(0x9201, 0x920a)],
  ...[...range(0x9290, 0x9292), 0xa000, 0xa001, 0xa20e, 0xa20f, 0xa210, 0xa215, 0xa217],
  ...[0xa300, 0xa301, 0xa302, ...range(0xa401, 0xa40a), 0xa40c, 0xa420, ...range(0xa430, 0xa43c)],
  ...[0xa460, 0xa461, 0xa500],
]);
const place: ReadonlySet<number> = new Set(range(0, 0x1f));

interface ExifChoice {
  /** Whether GPS data are kept. */
  readonly keepLocation: boolean;
  /** How the pixels lie that it is for: upright if absent. */
  readonly orientation?: Orientation;
}

/** One entry of a directory; its values as they stand in the file. */
interface Entry {
  readonly tag: number;
  readonly type: number;
  readonly count: number;
  readonly value: Uint8Array;
}

/**
 * A TIFF structure (the body of EXIF) written anew for pixels that may have changed: what is known to be words, with the
 * orientation of the pixels, and by choice the place. Undefined where the original is damaged.
 */
export function cleanExif(
  tiff: Uint8Array,
  { keepLocation, orientation = 1 }: ExifChoice,
): Uint8Array<ArrayBuffer> | undefined {
  const order = latin1(tiff, 0, 2);
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return undefined;
  const file: Tiff = { bytes: tiff, view: viewOf(tiff), little: order === 'II' };
  const all = entriesOf(file, file.view.getUint32(4, file.little));
  if (!all) return undefined;
  const main = all.filter(({ tag }) => mainIfd.has(tag) && tag !== orientationTag);
  const hasOrientation = all.some(({ tag }) => tag === orientationTag);
  if (hasOrientation || orientation !== 1)
    main.push(shortEntry(orientationTag, orientation, file.little));
  const below = (tag: number, known: ReadonlySet<number>): Entry[] =>
    (linked(file, all, tag) ?? []).filter((entry) => known.has(entry.tag));
  return writeTiff(file.little, main, [
    [exifDirectory, below(exifDirectory, details)],
    [gpsDirectory, keepLocation ? below(gpsDirectory, place) : []],
  ]);
}

interface Tiff {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  readonly little: boolean;
}

/** The entries of the directory that an entry leads to. */
function linked(file: Tiff, entries: readonly Entry[], tag: number): Entry[] | undefined {
  const link = entries.find((entry) => entry.tag === tag)?.value;
  return link && link.length >= 4
    ? entriesOf(file, viewOf(link).getUint32(0, file.little))
    : undefined;
}

/** Undefined where the directory is not all there; an entry whose values are not is left out. */
function entriesOf({ bytes, view, little }: Tiff, directory: number): Entry[] | undefined {
  if (directory < 8 || directory + 2 > bytes.length) return undefined;
  const count = view.getUint16(directory, little);
  if (count > mostEntries || directory + 2 + entryBytes * count > bytes.length) return undefined;
  const entries: Entry[] = [];
  for (let i = 0; i < count; i += 1) {
    const at = directory + 2 + entryBytes * i;
    const type = view.getUint16(at + 2, little);
    const values = view.getUint32(at + 4, little);
    const length = (typeBytes[type] ?? 0) * values;
    const start = length > 4 ? view.getUint32(at + 8, little) : at + 8;
    if (length === 0 || start + length > bytes.length) continue;
    const value = bytes.subarray(start, start + length);
    entries.push({ tag: view.getUint16(at, little), type, count: values, value });
  }
  return entries;
}

function shortEntry(tag: number, value: number, little: boolean): Entry {
  const bytes = new Uint8Array(2);
  viewOf(bytes).setUint16(0, value, little);
  return { tag, type: SHORT, count: 1, value: bytes };
}

type Linked = readonly (readonly [tag: number, entries: readonly Entry[]])[];

const directoryBytes = (entries: number): number => 2 + entryBytes * entries + 4;
const outside = (entries: readonly Entry[]): number =>
  entries.reduce((sum, { value: { length } }) => sum + (length > 4 ? length + (length & 1) : 0), 0);

/** A main directory, and those that it leads to behind it (TIFF 6.0, section 2). */
function writeTiff(
  little: boolean,
  main: readonly Entry[],
  directories: Linked,
): Uint8Array<ArrayBuffer> {
  const filled = directories.filter(([, entries]) => entries.length > 0);
  let next = 8 + directoryBytes(main.length + filled.length) + outside(main);
  const placed = filled.map(([tag, entries]) => {
    const start = next;
    next += directoryBytes(entries.length) + outside(entries);
    return { tag, entries, start };
  });
  const bytes = new Uint8Array(next);
  const view = viewOf(bytes);
  view.setUint16(0, little ? 0x4949 : 0x4d4d);
  view.setUint16(2, 42, little);
  view.setUint32(4, 8, little);
  const links = placed.map(({ tag, start }): Entry => {
    const value = new Uint8Array(4);
    viewOf(value).setUint32(0, start, little);
    return { tag, type: LONG, count: 1, value };
  });
  writeDirectory(bytes, 8, [...main, ...links], little);
  for (const { entries, start } of placed) writeDirectory(bytes, start, entries, little);
  return bytes;
}

function writeDirectory(
  bytes: Uint8Array,
  start: number,
  entries: readonly Entry[],
  little: boolean,
): void {
  const view = viewOf(bytes);
  view.setUint16(start, entries.length, little);
  let free = start + directoryBytes(entries.length);
  for (const [i, { tag, type, count, value }] of sorted(entries).entries()) {
    const at = start + 2 + entryBytes * i;
    view.setUint16(at, tag, little);
    view.setUint16(at + 2, type, little);
    view.setUint32(at + 4, count, little);
    if (value.length > 4) view.setUint32(at + 8, free, little);
    bytes.set(value, value.length > 4 ? free : at + 8);
    if (value.length > 4) free += value.length + (value.length & 1);
  }
}

const sorted = (entries: readonly Entry[]): Entry[] => [...entries].sort((a, b) => a.tag - b.tag);

/** How many px of a picture are printed on a length: px a metre across and down. */
export interface Density {
  readonly x: number;
  readonly y: number;
}

/** Whether someone can have meant so many px a metre: up to 72 dpi is what writers put where nobody said any. */
export const isMeant = (perMetre: number): boolean =>
  Math.round(perMetre * 0.0254) > 72 && perMetre < 1e7;

/** The density that EXIF states, if it is one that someone has meant. */
export function exifDensity(tiff: Uint8Array): Density | undefined {
  const order = latin1(tiff, 0, 2);
  if (tiff.length < 8 || (order !== 'II' && order !== 'MM')) return undefined;
  const file: Tiff = { bytes: tiff, view: viewOf(tiff), little: order === 'II' };
  const entries = entriesOf(file, file.view.getUint32(4, file.little)) ?? [];
  const numbers = (tag: number, type: number): DataView | undefined => {
    const entry = entries.find((candidate) => candidate.tag === tag && candidate.type === type);
    return entry && viewOf(entry.value);
  };
  const ratio = (tag: number): number => {
    const value = numbers(tag, RATIONAL);
    return value ? value.getUint32(0, file.little) / value.getUint32(4, file.little) : Number.NaN;
  };
  const perMetre =
    numbers(RESOLUTION_UNIT, SHORT)?.getUint16(0, file.little) === 3 ? 100 : 1 / 0.0254;
  const [x, y] = [ratio(X_RESOLUTION) * perMetre, ratio(Y_RESOLUTION) * perMetre];
  return isMeant(x) && isMeant(y) ? { x, y } : undefined;
}

/**
 * The body of an EXIF that states how the picture must be turned, and its density, and nothing else (TIFF 6.0).
 * Undefined for a picture that stands upright and has none.
 */
export function plainExif(
  orientation: Orientation,
  density?: Density,
): Uint8Array<ArrayBuffer> | undefined {
  if (orientation === 1 && !density) return undefined;
  const ratio = (tag: number, perMetre: number): Entry => {
    const value = new Uint8Array(8);
    viewOf(value).setUint32(0, Math.round(perMetre * 2.54), true);
    viewOf(value).setUint32(4, 100, true);
    return { tag, type: RATIONAL, count: 1, value };
  };
  const resolution = density
    ? [
        ratio(X_RESOLUTION, density.x),
        ratio(Y_RESOLUTION, density.y),
        shortEntry(RESOLUTION_UNIT, 2, true),
      ]
    : [];
  const turned = orientation === 1 ? [] : [shortEntry(orientationTag, orientation, true)];
  return writeTiff(true, [...turned, ...resolution], []);
}
