import { AppError, asAppErrorElse } from '../errors';
import { latin1 } from './bytes';
import { inflate, inflated } from './inflate';
import { findPngChunk, type PngHeader, pngChunks, pngHeader } from './png-chunks';
import { pngChannels, rowWriter } from './png-samples';
import { pngPasses, ScanlineReader } from './png-scanlines';
import type { ColourChunk, IccProfile, Raster } from './raster';

/**
 * The samples of a PNG exactly as stored, widened to RGBA: 16 bits stay 16, fewer than 8 become 8,
 * the palette and the transparent colour are applied. EXIF orientation is not applied.
 * Written for this project because canvases change such samples: see `decodeRaster`.
 * @throws AppError image-not-an-image, image-truncated
 */
export async function decodePng(bytes: Uint8Array<ArrayBuffer>): Promise<Raster> {
  const header = pngHeader(bytes);
  if (!header || pngChannels(header) === 0) throw new AppError('image-not-an-image');
  const { width, height, bitDepth } = header;
  const length = width * height * 4;
  const colour = { iccProfile: await pngIccProfile(bytes), colourChunks: colourChunksOf(bytes) };
  if (bitDepth === 16) {
    const data = new Uint16Array(length);
    await readPixels(header, bytes, data);
    return { bitDepth: 16, width, height, data, ...colour };
  }
  const data = new Uint8ClampedArray(length);
  await readPixels(header, bytes, data);
  return { bitDepth: 8, width, height, data, ...colour };
}

/** PNG (third edition) 11.3.2: what names the colour space besides a profile. They stand before the pixels. */
const colourTypes: readonly string[] = ['cICP', 'sRGB', 'gAMA', 'cHRM'];

/** Undefined where there are none. */
function colourChunksOf(bytes: Uint8Array): ColourChunk[] | undefined {
  const chunks: ColourChunk[] = [];
  for (const { type, data } of pngChunks(bytes)) {
    if (type === 'IDAT') break;
    if (colourTypes.includes(type)) chunks.push({ type, data: new Uint8Array(data) });
  }
  return chunks.length > 0 ? chunks : undefined;
}

async function readPixels(
  header: PngHeader,
  bytes: Uint8Array<ArrayBuffer>,
  out: Uint8ClampedArray | Uint16Array,
): Promise<void> {
  const write = rowWriter(header, bytes, out);
  const bitsPerPixel = header.bitDepth * pngChannels(header);
  const passes = pngPasses(header, header.interlaced);
  const reader = new ScanlineReader(passes, bitsPerPixel, (row, pass, rowInPass) => {
    const y = pass.y + rowInPass * pass.stepY;
    write(row, pass.width, (y * header.width + pass.x) * 4, 4 * pass.stepX);
  });
  const parts: Uint8Array<ArrayBuffer>[] = [];
  for (const { type, data } of pngChunks(bytes))
    if (type === 'IDAT') parts.push(new Uint8Array(data));
  await inflate(parts, (piece) => reader.push(piece)).catch((cause: unknown) => {
    // Bytes after the end of the stream are an error here, but no harm where all rows were read.
    if (!reader.done) throw asAppErrorElse('image-truncated', cause);
  });
  if (!reader.done) throw new AppError('image-truncated');
}

/** The profile in an iCCP chunk; undefined where there is none, or a broken one, as in browsers. */
export async function pngIccProfile(bytes: Uint8Array): Promise<IccProfile | undefined> {
  const chunk = findPngChunk(bytes, 'iCCP');
  const nameLength = chunk?.indexOf(0) ?? -1;
  if (!chunk || nameLength < 1 || nameLength > 79) return undefined;
  const profile = await inflated(chunk.subarray(nameLength + 2));
  return profile && { name: latin1(chunk, 0, nameLength), bytes: profile };
}
