import type { Size } from '../geometry';

/**
 * Decoded pixels: RGBA, straight (not premultiplied) alpha, rows from the top, 4 samples a pixel,
 * in the file's own colour space (no conversion was made; `iccProfile` or `colourChunks` say which one it is).
 * 8-bit samples are 0…255, 16-bit ones 0…65535.
 */
export type Raster = Raster8 | Raster16;

export interface Raster8 extends Size {
  readonly bitDepth: 8;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
  readonly iccProfile?: IccProfile | undefined;
  readonly colourChunks?: readonly ColourChunk[] | undefined;
}

export interface Raster16 extends Size {
  readonly bitDepth: 16;
  readonly data: Uint16Array<ArrayBuffer>;
  readonly iccProfile?: IccProfile | undefined;
  readonly colourChunks?: readonly ColourChunk[] | undefined;
}

/** What a PNG without a profile says of its colours; the data as in the file. */
export interface ColourChunk {
  readonly type: string;
  readonly data: Uint8Array<ArrayBuffer>;
}

/** An embedded ICC profile, uncompressed, with the name that a PNG's iCCP chunk gives it. */
export interface IccProfile {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** How much of a pixel is masked: 0…255 a pixel, rows from the top. */
export interface Coverage extends Size {
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}
