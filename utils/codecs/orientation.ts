import { concatBytes, latin1, viewOf } from '../base/bytes';
import type { Size } from '../base/geometry';
import type { Raster } from '../pixels/raster';
import { jpegExifs, jpegSegments } from './jpeg';
import { isIntact, pngChunks } from './png-chunks';

/** How the stored picture must be turned and mirrored to stand upright: EXIF 2.32, tag 274. */
export type Orientation = 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8;

const orientationTag = 0x0112;
const short = 3;

const isOrientation = (value: number): value is Orientation => value >= 1 && value <= 8;

/**
 * The orientation that a TIFF structure (the body of EXIF) states: 1 where it states none, undefined where it does so
 * in a way about which browsers differ (another type than SHORT, several values, a damaged structure).
 */
function plainOrientation(tiff: Uint8Array): Orientation | undefined {
  const order = latin1(tiff, 0, 4);
  if (tiff.length < 14 || (order !== 'II*\0' && order !== 'MM\0*')) return undefined;
  const little = order === 'II*\0';
  const view = viewOf(tiff);
  const directory = view.getUint32(4, little);
  const end =
    directory + 2 + (directory + 2 <= tiff.length ? 12 * view.getUint16(directory, little) : 0);
  if (end === directory + 2 || end > tiff.length) return undefined;
  let found: Orientation | undefined;
  for (let at = directory + 2; at < end; at += 12) {
    if (view.getUint16(at, little) !== orientationTag) continue;
    const value = view.getUint16(at + 8, little);
    const isPlain =
      view.getUint16(at + 2, little) === short && view.getUint32(at + 4, little) === 1;
    if (found !== undefined || !isPlain || !isOrientation(value)) return undefined;
    found = value;
  }
  return found ?? 1;
}

/** The same as far as it is plain, else 1. */
export const exifOrientation = (tiff: Uint8Array | undefined): Orientation =>
  (tiff && plainOrientation(tiff)) ?? 1;

/** The size after turning: sides swap for the four orientations that lie on their side. */
export const uprightSize = ({ width, height }: Size, orientation: Orientation): Size =>
  orientation >= 5 ? { width: height, height: width } : { width, height };

/** The raster turned and mirrored upright; the very same object for orientation 1. */
export function orientRaster(raster: Raster, orientation: Orientation): Raster {
  if (orientation === 1) return raster;
  const size = uprightSize(raster, orientation);
  if (raster.bitDepth === 16) {
    const data = new Uint16Array(raster.data.length);
    movePixels(raster, orientation, data);
    return { ...raster, ...size, data };
  }
  const data = new Uint8ClampedArray(raster.data.length);
  movePixels(raster, orientation, data);
  return { ...raster, ...size, data };
}

/** Where the stored pixel (0, 0) lands and how far apart its neighbours land, in upright pixels. */
function placement(orientation: Orientation, width: number, height: number) {
  const swapped = orientation >= 5;
  const fromRight = [2, 3, 7, 8].includes(orientation);
  const fromBottom = [3, 4, 6, 7].includes(orientation);
  const upright = swapped ? height : width;
  // One stored pixel to the right is one upright pixel along x, or along y where sides swap.
  const right = (swapped ? upright : 1) * (fromRight ? -1 : 1);
  const down = (swapped ? 1 : upright) * (fromBottom ? -1 : 1);
  const origin = (fromRight ? -right * (width - 1) : 0) + (fromBottom ? -down * (height - 1) : 0);
  return { origin, right, down };
}

function movePixels(
  { width, height, data }: Raster,
  orientation: Orientation,
  out: Uint8ClampedArray | Uint16Array,
): void {
  const { origin, right, down } = placement(orientation, width, height);
  for (let y = 0, from = 0; y < height; y += 1) {
    for (let x = 0, to = 4 * (origin + y * down); x < width; x += 1, from += 4, to += 4 * right) {
      out[to] = data[from] ?? 0;
      out[to + 1] = data[from + 1] ?? 0;
      out[to + 2] = data[from + 2] ?? 0;
      out[to + 3] = data[from + 3] ?? 0;
    }
  }
}

/* Where EXIF is written as the standard says, it is read; else the browser is asked what it makes of it. */

type Bytes = Uint8Array<ArrayBuffer>;

/** How the browser turns a JPEG before it shows it. */
export async function jpegOrientation(bytes: Uint8Array): Promise<Orientation> {
  const [first, ...further] = jpegExifs(bytes);
  if (!first) return 1;
  const plain = further.length === 0 ? plainOrientation(first) : undefined;
  return plain ?? (await asked(() => jpegTrial(bytes))) ?? exifOrientation(first);
}

/** How the browser turns a PNG before it shows it. */
export async function pngOrientation(bytes: Uint8Array): Promise<Orientation> {
  const exifs: PlacedChunk[] = [];
  let isAfterPixels = false;
  for (const chunk of pngChunks(bytes)) {
    if (chunk.type === 'IDAT') isAfterPixels = true;
    if (chunk.type === 'eXIf' && isIntact(bytes, chunk))
      exifs.push({ bytes: wholeChunk(bytes, chunk.data), data: chunk.data, isAfterPixels });
  }
  const [first] = exifs;
  if (!first) return 1;
  const isUsual = exifs.length === 1 && !first.isAfterPixels;
  const plain = isUsual ? plainOrientation(first.data) : undefined;
  return plain ?? (await asked(() => pngTrial(exifs))) ?? exifOrientation(first.data);
}

interface PlacedChunk {
  /** With its length, name and checksum. */
  readonly bytes: Bytes;
  readonly data: Uint8Array;
  readonly isAfterPixels: boolean;
}

/** A chunk's bytes with its length and name before its data, and its checksum after. */
function wholeChunk(file: Uint8Array, data: Uint8Array): Bytes {
  const start = data.byteOffset - file.byteOffset;
  return new Uint8Array(file.subarray(start - 8, start + data.length + 4));
}

/** A small JPEG of four colours with the file's own EXIF segments. */
async function jpegTrial(bytes: Uint8Array): Promise<Blob> {
  const trial = await fourColours('image/jpeg');
  const exifs: Uint8Array[] = [];
  for (const { marker, start, end } of jpegSegments(bytes))
    if (marker === 0xe1) exifs.push(bytes.subarray(start, end));
  return new Blob([concatBytes([trial.subarray(0, 2), ...exifs, trial.subarray(2)])]);
}

/** A small PNG of four colours with the file's own EXIF chunks, each on its side of the pixels. */
async function pngTrial(exifs: readonly PlacedChunk[]): Promise<Blob> {
  const trial = await fourColours('image/png');
  const starts: number[] = [];
  for (const { type, data } of pngChunks(trial))
    if (type === 'IDAT' || type === 'IEND') starts.push(data.byteOffset - trial.byteOffset - 8);
  const [pixels = 0, end = 0] = [starts[0], starts.at(-1)];
  const on = (side: boolean) => exifs.filter(({ isAfterPixels }) => isAfterPixels === side);
  return new Blob([
    trial.subarray(0, pixels),
    ...on(false).map((chunk) => chunk.bytes),
    trial.subarray(pixels, end),
    ...on(true).map((chunk) => chunk.bytes),
    trial.subarray(end),
  ]);
}

/** Image px of a quarter: whole blocks of a JPEG, and not as wide as high. */
const [across, down] = [16, 32];

/** By number: top left, top right, bottom left, bottom right of the picture as it is stored. */
const colours = ['#000', '#f00', '#0f0', '#00f'] as const;

async function fourColours(type: string): Promise<Bytes> {
  const canvas = new OffscreenCanvas(2 * across, 2 * down);
  const context = canvas.getContext('2d');
  for (const [i, colour] of context ? colours.entries() : []) {
    if (!context) continue;
    context.fillStyle = colour;
    context.fillRect((i % 2) * across, Math.floor(i / 2) * down, across, down);
  }
  const blob = await canvas.convertToBlob({ type, quality: 1 });
  return new Uint8Array(await blob.arrayBuffer());
}

/** For each orientation, from 1 on: which stored quarters are seen at the top left and at the top right. */
const seenAtTop = ['0 1', '1 0', '3 2', '2 3', '0 2', '2 0', '3 1', '1 3'];

/** How the browser shows a trial; undefined where it can't be asked. */
async function asked(makeTrial: () => Promise<Blob>): Promise<Orientation | undefined> {
  try {
    const bitmap = await createImageBitmap(await makeTrial());
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    bitmap.close();
    const quarterAt = (x: number): number => {
      const [red = 0, green = 0, blue = 0] = context?.getImageData(x, 4, 1, 1).data ?? [];
      return red > 127 ? 1 : green > 127 ? 2 : blue > 127 ? 3 : 0;
    };
    const found = seenAtTop.indexOf(`${quarterAt(4)} ${quarterAt(width - 5)}`);
    return found < 0 ? undefined : ((found + 1) as Orientation);
  } catch {
    return undefined;
  }
}
