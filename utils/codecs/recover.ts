import { concatBytes, viewOf } from '../base/bytes';
import { AppError } from '../base/errors';
import { inspect, sniffType } from './inspect';
import { jpegExtent, jpegHeader } from './jpeg';
import { orientRaster, pngOrientation } from './orientation';
import { pngState } from './png-chunks';
import { decodePngPart } from './png-read';
import { encodePng } from './png-write';

type Bytes = Uint8Array<ArrayBuffer>;

/** A picture that decodes everywhere. */
interface WholeImage {
  /** The file as it came where that decodes; else what could be saved of it. */
  readonly blob: Blob;
  /** Set where a part of the picture is missing. */
  readonly notes: readonly 'incomplete'[];
}

/**
 * The same file if it is whole, else what can be saved of one that breaks off: browsers show those too as far
 * as they go, but decode them for nobody else. A JPEG gets its end marker, a PNG its last chunk; what is missing
 * of the picture is gray or clear. In a page any file's rest can be had that the browser shows.
 * @throws AppError as `inspect`, for what can't be saved
 */
export async function wholeImage(blob: Blob): Promise<WholeImage> {
  try {
    await inspect(blob);
    return { blob, notes: [] };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'image-truncated') throw error;
    const saved = await save(blob);
    if (!saved) throw error;
    await inspect(saved.blob);
    return saved;
  }
}

async function save(blob: Blob): Promise<WholeImage | undefined> {
  const bytes = new Uint8Array(await blob.arrayBuffer());
  switch (sniffType(bytes)?.type) {
    case 'image/jpeg':
      return saveJpeg(bytes);
    case 'image/png':
      return savePng(bytes);
    case 'image/webp':
      return saveWebp(bytes);
    case 'image/gif':
      return drawn(blob);
    default:
      return undefined;
  }
}

const endOfImage = Uint8Array.of(0xff, 0xd9);

async function saveJpeg(bytes: Bytes): Promise<WholeImage | undefined> {
  const header = jpegHeader(bytes);
  const { scan, end } = jpegExtent(bytes);
  if (!header || scan === undefined || scan >= end) return undefined;
  const blob = new Blob([bytes.subarray(0, end), endOfImage], { type: 'image/jpeg' });
  const bitmap = await decoded(blob);
  if (!bitmap) return undefined;
  // A progressive picture is there as a whole early on, only coarser; nothing tells what is missing of it.
  const isMissing = header.frame === 0xc2 || lastBlockIsEmpty(bitmap);
  bitmap.close();
  return { blob, notes: isMissing ? ['incomplete'] : [] };
}

/** Decoders fill blocks that are missing with the middle gray; the file's last one is the first to go. */
function lastBlockIsEmpty(bitmap: ImageBitmap): boolean {
  const context = new OffscreenCanvas(1, 1).getContext('2d');
  // Turned pictures have their last block in another corner.
  return [
    [0, 0],
    [bitmap.width - 1, 0],
    [0, bitmap.height - 1],
    [bitmap.width - 1, bitmap.height - 1],
  ].some(([x = 0, y = 0]) => {
    context?.drawImage(bitmap, -x, -y);
    const [red, green, blue] = context?.getImageData(0, 0, 1, 1).data ?? [];
    return red === 128 && green === 128 && blue === 128;
  });
}

const lastChunk = Uint8Array.of(0, 0, 0, 0, 0x49, 0x45, 0x4e, 0x44, 0xae, 0x42, 0x60, 0x82);

async function savePng(bytes: Bytes): Promise<WholeImage | undefined> {
  if (pngState(bytes) === 'broken') return undefined;
  const completed = new Blob([bytes, lastChunk], { type: 'image/png' });
  const bitmap = await decoded(completed);
  bitmap?.close();
  if (bitmap && pngState(new Uint8Array(await completed.arrayBuffer())) === 'whole')
    return { blob: completed, notes: [] };
  const { raster, isWhole } = await decodePngPart(bytes);
  if (!isWhole && raster.data.every((sample) => sample === 0)) return undefined;
  const blob = await encodePng(orientRaster(raster, await pngOrientation(bytes)));
  return { blob, notes: isWhole ? [] : ['incomplete'] };
}

/** A container that promises more than there is may hold all of its picture. */
async function saveWebp(bytes: Bytes): Promise<WholeImage | undefined> {
  const file = concatBytes([bytes, new Uint8Array(bytes.length % 2)]);
  viewOf(file).setUint32(4, file.length - 8, true);
  const blob = new Blob([file], { type: 'image/webp' });
  const bitmap = await decoded(blob);
  bitmap?.close();
  return bitmap ? { blob, notes: [] } : undefined;
}

const decoded = (blob: Blob): Promise<ImageBitmap | undefined> =>
  createImageBitmap(blob).catch(() => undefined);

/** What an `<img>` shows of a file, where there is a page to have one. */
async function drawn(blob: Blob): Promise<WholeImage | undefined> {
  if (typeof document === 'undefined') return undefined;
  const image = new Image();
  const url = URL.createObjectURL(blob);
  try {
    await new Promise((resolve, reject) => {
      image.onload = resolve;
      image.onerror = reject;
      image.src = url;
    });
    const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
    const context = canvas.getContext('2d');
    context?.drawImage(image, 0, 0);
    const { data } = context?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
    if (!data?.some((sample) => sample > 0)) return undefined;
    return { blob: await canvas.convertToBlob({ type: 'image/png' }), notes: ['incomplete'] };
  } catch {
    return undefined; // not even its size is there
  } finally {
    URL.revokeObjectURL(url);
  }
}
