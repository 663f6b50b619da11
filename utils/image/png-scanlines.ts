import type { Size } from '../geometry';
import { unfilterRow } from './png-unfilter';

/** The scanlines of one pass: all of a plain image, every n-th pixel of an interlaced one. */
export interface PngPass extends Size {
  readonly x: number;
  readonly y: number;
  readonly stepX: number;
  readonly stepY: number;
}

// Adam7: PNG specification, section 8.2.
const ADAM7: readonly (readonly [x: number, y: number, stepX: number, stepY: number])[] = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
];

/** The passes of an image in the order of the file, without those that have no pixel. */
export function pngPasses({ width, height }: Size, interlaced: boolean): PngPass[] {
  if (!interlaced) return [{ x: 0, y: 0, stepX: 1, stepY: 1, width, height }];
  return ADAM7.map(([x, y, stepX, stepY]) => ({
    ...{ x, y, stepX, stepY },
    width: Math.ceil((width - x) / stepX),
    height: Math.ceil((height - y) / stepY),
  })).filter((pass) => pass.width > 0 && pass.height > 0);
}

/**
 * Takes inflated PNG data in pieces of any length and hands on every unfiltered scanline.
 * The row given to `onRow` is overwritten afterwards.
 */
export class ScanlineReader {
  private pass = 0;
  private rowInPass = 0;
  private filled = 0;
  private row: Uint8Array;
  private above: Uint8Array;

  constructor(
    private readonly passes: readonly PngPass[],
    private readonly bitsPerPixel: number,
    private readonly onRow: (row: Uint8Array, pass: PngPass, rowInPass: number) => void,
  ) {
    this.row = this.newRow();
    this.above = this.newRow();
  }

  /** True once every scanline has been handed on; what is pushed then is ignored. */
  get done(): boolean {
    return this.pass >= this.passes.length;
  }

  /** @throws RangeError for a filter that does not exist */
  push(piece: Uint8Array): void {
    for (let at = 0; at < piece.length && !this.done; ) {
      const part = piece.subarray(at, at + this.row.length - this.filled);
      this.row.set(part, this.filled);
      this.filled += part.length;
      at += part.length;
      if (this.filled === this.row.length) this.finishRow();
    }
  }

  private newRow(): Uint8Array {
    const width = this.passes[this.pass]?.width ?? 0;
    return new Uint8Array(1 + Math.ceil((width * this.bitsPerPixel) / 8));
  }

  private finishRow(): void {
    const pass = this.passes[this.pass];
    if (!pass) return;
    const samples = this.row.subarray(1);
    const step = Math.max(1, this.bitsPerPixel >> 3);
    unfilterRow(this.row[0] ?? 0, samples, this.above.subarray(1), step);
    this.onRow(samples, pass, this.rowInPass);
    [this.row, this.above] = [this.above, this.row];
    this.filled = 0;
    this.rowInPass += 1;
    if (this.rowInPass === pass.height) this.nextPass();
  }

  private nextPass(): void {
    this.pass += 1;
    this.rowInPass = 0;
    this.row = this.newRow();
    this.above = this.newRow();
  }
}
