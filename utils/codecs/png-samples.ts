import { viewOf } from '../base/bytes';
import { findPngChunk, type PngHeader } from './png-chunks';

/** Writes the pixels of one unfiltered scanline as RGBA, the first at `at`, each `step` samples on. */
type WriteRow = (row: Uint8Array, pixels: number, at: number, step: number) => void;

type Samples = Uint8ClampedArray | Uint16Array;

const channelsOfType: Readonly<Record<number, number>> = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 };

/** Samples a pixel in the file: 1 gray or palette index, 2 gray and alpha, 3 RGB, 4 RGBA. */
export const pngChannels = ({ colorType }: PngHeader): number => channelsOfType[colorType] ?? 0;

/** How scanlines of this file become RGBA in `out`, with its palette and its transparent colour. */
export function rowWriter(header: PngHeader, bytes: Uint8Array, out: Samples): WriteRow {
  const transparent = findPngChunk(bytes, 'tRNS');
  if (header.colorType === 3)
    return paletteWriter(header, findPngChunk(bytes, 'PLTE') ?? new Uint8Array(), transparent, out);
  const read = sampleReader(header);
  if (header.bitDepth === 8 && header.colorType === 6) return copyRgba(out);
  if (header.bitDepth === 8 && header.colorType === 2 && !transparent) return copyRgb(out);
  return header.colorType === 0 || header.colorType === 4
    ? grayWriter(header, read, keyOf(transparent, 1), out)
    : rgbWriter(header, read, keyOf(transparent, 3), out);
}

const maximumOf = (bitDepth: number): number => (bitDepth === 16 ? 65_535 : 255);

/** The file's transparent colour in samples of the file's own depth. */
function keyOf(
  transparent: Uint8Array | undefined,
  channels: number,
): readonly number[] | undefined {
  if (!transparent || transparent.length < 2 * channels) return undefined;
  const view = viewOf(transparent);
  return Array.from({ length: channels }, (_, i) => view.getUint16(2 * i));
}

function sampleReader({ bitDepth }: PngHeader): (row: Uint8Array, index: number) => number {
  if (bitDepth === 16) return (row, i) => ((row[2 * i] ?? 0) << 8) | (row[2 * i + 1] ?? 0);
  if (bitDepth === 8) return (row, i) => row[i] ?? 0;
  const mask = (1 << bitDepth) - 1;
  return (row, i) => {
    const bit = i * bitDepth;
    return ((row[bit >> 3] ?? 0) >> (8 - bitDepth - (bit & 7))) & mask;
  };
}

function copyRgba(out: Samples): WriteRow {
  return (row, pixels, at, step) => {
    if (step === 4) out.set(row.subarray(0, 4 * pixels), at);
    else
      for (let i = 0, to = at; i < 4 * pixels; i += 4, to += step)
        out.set(row.subarray(i, i + 4), to);
  };
}

function copyRgb(out: Samples): WriteRow {
  return (row, pixels, at, step) => {
    for (let i = 0, to = at; i < 3 * pixels; i += 3, to += step) {
      out[to] = row[i] ?? 0;
      out[to + 1] = row[i + 1] ?? 0;
      out[to + 2] = row[i + 2] ?? 0;
      out[to + 3] = 255;
    }
  };
}

function grayWriter(
  { bitDepth, colorType }: PngHeader,
  read: (row: Uint8Array, index: number) => number,
  key: readonly number[] | undefined,
  out: Samples,
): WriteRow {
  const maximum = maximumOf(bitDepth);
  // Fewer bits than 8 are stretched over the whole range (PNG specification, section 13.12).
  const scale = bitDepth < 8 ? 255 / ((1 << bitDepth) - 1) : 1;
  const hasAlpha = colorType === 4;
  return (row, pixels, at, step) => {
    for (let i = 0, to = at; i < pixels; i += 1, to += step) {
      const gray = read(row, hasAlpha ? 2 * i : i);
      out[to] = gray * scale;
      out[to + 1] = gray * scale;
      out[to + 2] = gray * scale;
      out[to + 3] = hasAlpha ? read(row, 2 * i + 1) : gray === key?.[0] ? 0 : maximum;
    }
  };
}

function rgbWriter(
  { bitDepth, colorType }: PngHeader,
  read: (row: Uint8Array, index: number) => number,
  key: readonly number[] | undefined,
  out: Samples,
): WriteRow {
  const maximum = maximumOf(bitDepth);
  const channels = colorType === 6 ? 4 : 3;
  return (row, pixels, at, step) => {
    for (let i = 0, to = at; i < pixels * channels; i += channels, to += step) {
      const red = read(row, i);
      const green = read(row, i + 1);
      const blue = read(row, i + 2);
      out[to] = red;
      out[to + 1] = green;
      out[to + 2] = blue;
      const isKey = red === key?.[0] && green === key[1] && blue === key[2];
      out[to + 3] = channels === 4 ? read(row, i + 3) : isKey ? 0 : maximum;
    }
  };
}

function paletteWriter(
  header: PngHeader,
  palette: Uint8Array,
  transparent: Uint8Array | undefined,
  out: Samples,
): WriteRow {
  const read = sampleReader(header);
  // A number beyond the palette counts as its last one, as Chromium has it.
  const last = Math.floor(palette.length / 3) - 1;
  return (row, pixels, at, step) => {
    for (let i = 0, to = at; i < pixels; i += 1, to += step) {
      const index = Math.min(read(row, i), last);
      out[to] = palette[3 * index] ?? 0;
      out[to + 1] = palette[3 * index + 1] ?? 0;
      out[to + 2] = palette[3 * index + 2] ?? 0;
      out[to + 3] = transparent?.[index] ?? 255;
    }
  };
}
