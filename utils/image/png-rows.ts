import { bestFilter, rowFilters } from './png-filter';
import type { Raster } from './raster';

/** The filter is chosen anew every so many rows: choosing costs as much as five rows of filtering. */
const ROWS_PER_CHOICE = 16;

/** About how many bytes are handed on at a time. */
const BATCH_BYTES = 1 << 18;

/** Whether every pixel's alpha is the largest there is. */
export function isOpaque({ data, bitDepth }: Raster): boolean {
  const maximum = bitDepth === 16 ? 65_535 : 255;
  for (let i = 3; i < data.length; i += 4) if (data[i] !== maximum) return false;
  return true;
}

/**
 * The filtered scanlines of a PNG in batches of whole rows, each row led by its filter's number.
 * A batch is overwritten by the next one.
 * @param channels 3 leaves the alpha out, 4 keeps it
 */
export function* filteredRows(raster: Raster, channels: 3 | 4): Generator<Uint8Array<ArrayBuffer>> {
  const step = (channels * raster.bitDepth) / 8;
  const length = step * raster.width;
  const rowsPerBatch = Math.max(1, Math.floor(BATCH_BYTES / (length + 1)));
  let row = new Uint8Array(step + length);
  let above = new Uint8Array(step + length);
  const buffer = new Uint8Array(Math.min(rowsPerBatch, raster.height) * (length + 1));
  let filter = 0;
  for (let top = 0; top < raster.height; top += rowsPerBatch) {
    const rows = Math.min(rowsPerBatch, raster.height - top);
    const batch = buffer.subarray(0, rows * (length + 1));
    for (let i = 0; i < rows; i += 1) {
      packRow(raster, top + i, channels, row.subarray(step));
      const out = batch.subarray(i * (length + 1) + 1, (i + 1) * (length + 1));
      if ((top + i) % ROWS_PER_CHOICE === 0) filter = bestFilter(row, above, step, out);
      batch[i * (length + 1)] = filter;
      rowFilters[filter]?.(row, above, step, out);
      [row, above] = [above, row];
    }
    yield batch;
  }
}

function packRow(raster: Raster, y: number, channels: 3 | 4, out: Uint8Array): void {
  const start = 4 * raster.width * y;
  if (raster.bitDepth === 16) pack16(raster.data, start, channels, out);
  else if (channels === 4) out.set(raster.data.subarray(start, start + out.length));
  else pack8(raster.data, start, out);
}

function pack8(data: Uint8ClampedArray, start: number, out: Uint8Array): void {
  for (let to = 0, from = start; to < out.length; to += 3, from += 4) {
    out[to] = data[from] ?? 0;
    out[to + 1] = data[from + 1] ?? 0;
    out[to + 2] = data[from + 2] ?? 0;
  }
}

/** PNG's 16-bit samples have their high byte first. */
function pack16(data: Uint16Array, start: number, channels: 3 | 4, out: Uint8Array): void {
  for (let to = 0, from = start; to < out.length; from += 4) {
    for (let channel = 0; channel < channels; channel += 1, to += 2) {
      const value = data[from + channel] ?? 0;
      out[to] = value >> 8;
      out[to + 1] = value & 255;
    }
  }
}
