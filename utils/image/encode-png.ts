import { latin1Bytes, viewOf } from './bytes';
import { deflate } from './deflate';
import { isFlat } from './flatness';
import { filteredRows, isOpaque } from './png-rows';
import { pngChunk, pngText } from './png-write';
import type { Raster } from './raster';
import { runDeflate } from './run-deflate';

export interface PngOptions {
  /** Written as iTXt chunks: keyword (1…79 Latin-1 characters) to text. */
  readonly text?: Readonly<Record<string, string>>;
}

type Bytes = Uint8Array<ArrayBuffer>;

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);

/**
 * The raster as a PNG of exactly its samples and what says their colour space, with nothing else but `text`:
 * RGB where every pixel is opaque, else RGBA. No canvas is involved, which would change pixels
 * with alpha, lose the profile and cut 16 bits to 8.
 */
export async function encodePng(raster: Raster, { text = {} }: PngOptions = {}): Promise<Blob> {
  const channels = isOpaque(raster) ? 3 : 4;
  const { iccProfile, colourChunks = [] } = raster;
  const parts: Bytes[] = [SIGNATURE, ...pngChunk('IHDR', [headerData(raster, channels)])];
  for (const { type, data } of colourChunks) parts.push(...pngChunk(type, [data]));
  if (iccProfile) {
    const deflated = await deflate([iccProfile.bytes]);
    parts.push(...pngChunk('iCCP', [latin1Bytes(`${iccProfile.name}\0\0`), ...deflated]));
  }
  for (const [keyword, value] of Object.entries(text)) parts.push(...pngText(keyword, value));
  parts.push(...pngChunk('IDAT', await deflateRows(raster, channels)), ...pngChunk('IEND', []));
  return new Blob(parts, { type: 'image/png' });
}

/**
 * Drawings and screenshots hold repetition that the browser's deflate finds quickly; in photographs it
 * searches for seconds and finds none.
 */
async function deflateRows(raster: Raster, channels: 3 | 4): Promise<Bytes[]> {
  const rows = filteredRows(raster, channels);
  return isFlat(raster) ? deflate(rows) : [...runDeflate(rows)];
}

function headerData({ width, height, bitDepth }: Raster, channels: 3 | 4): Bytes {
  const data = new Uint8Array(13);
  const view = viewOf(data);
  view.setUint32(0, width);
  view.setUint32(4, height);
  view.setUint8(8, bitDepth);
  view.setUint8(9, channels === 4 ? 6 : 2);
  return data;
}
