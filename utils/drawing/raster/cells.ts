import type { Coverage } from '../../pixels/raster';

/** Takes a stretch of pixels of one coverage, 1…255, of row `y`: columns `from` … `to - 1`. */
export type SpanSink = (y: number, from: number, to: number, coverage: number) => void;

/**
 * The numbers of an edge, one after the other, px: y of its top and of its bottom, x at the top, x for each y,
 * 1 where it runs down or else -1, and the shape's number, 0 … `mostShapes - 1`.
 */
export const edgeFields = 6;

/** How many shapes can be told apart. */
const mostShapes = 3;

/** One row of pixels that the edges of some shapes cross, px from its left end. */
interface RowCells {
  /**
   * Adds the part of an edge that lies in row `y`, between columns 0 and the width: all that is right of it is
   * covered by as much more as the edge is high there.
   * @param values numbers of edges, that edge's from `offset` on
   * @returns whether the edge goes on in the next row
   */
  cross(values: Float64Array, offset: number, y: number): boolean;
  /** Hands over what the shapes together cover, left to right, and leaves an empty row. */
  sweep(y: number, sink: SpanSink): void;
}

/**
 * Sums up how far edges cover the pixels of one row, exactly: in each pixel the area right of an edge, from
 * there on the edge's height. That is the way of libart, FreeType's "smooth" rasteriser and Anti-Grain
 * Geometry, here with the differences between neighbours, of which a running sum makes coverage. Only pixels
 * that an edge touches cost anything; two levels of bits find them again in order, without sorting.
 *
 * Each shape is filled by the non-zero rule. Of several the one that covers most of a pixel counts, which is
 * exact where one lies in the other.
 */
export function createRowCells(width: number): RowCells {
  const changes = new Float64Array((width + 2) * mostShapes);
  const touched = new Int32Array(((width + 1) >> 5) + 1);
  const touchedWords = new Int32Array(((touched.length - 1) >> 5) + 1);

  function touch(x: number): void {
    const word = x >> 5;
    touched[word] = (touched[word] ?? 0) | (1 << (x & 31));
    touchedWords[word >> 5] = (touchedWords[word >> 5] ?? 0) | (1 << (word & 31));
  }

  // One long function: numbers that are not whole cost memory wherever they are handed from one to another.
  function cross(values: Float64Array, offset: number, y: number): boolean {
    const top = values[offset] ?? 0;
    const bottom = values[offset + 1] ?? 0;
    const xAtTop = values[offset + 2] ?? 0;
    const xPerY = values[offset + 3] ?? 0;
    const shape = (values[offset + 5] ?? 0) | 0;
    const from = top > y ? top : y;
    const to = bottom < y + 1 ? bottom : y + 1;
    const height = (to - from) * (values[offset + 4] ?? 0);
    const one = Math.max(0, Math.min(width, xAtTop + (from - top) * xPerY));
    const other = Math.max(0, Math.min(width, xAtTop + (to - top) * xPerY));
    const left = one < other ? one : other;
    const right = one < other ? other : one;
    const first = left | 0;
    const whole = right | 0;
    const last = first < whole && whole === right ? whole - 1 : whole;
    const at = first * mostShapes + shape;
    // What of the height counts from the next pixel on only, as the edge is so far to the right in its own.
    let later = height * ((left + right) / 2 - first);
    if (last === first) changes[at] = (changes[at] ?? 0) + height - later;
    else {
      const perPixel = height / (right - left);
      const inFirst = perPixel * (first + 1 - left);
      later = (inFirst * (1 + left - first)) / 2;
      changes[at] = (changes[at] ?? 0) + inFirst - later;
      for (let x = first + 1; x < last; x++) {
        const middle = x * mostShapes + shape;
        changes[middle] = (changes[middle] ?? 0) + later + perPixel / 2;
        later = perPixel / 2;
        touch(x);
      }
      const end = last * mostShapes + shape;
      const inLast = perPixel * (right - last);
      const beyond = (inLast * (right - last)) / 2;
      changes[end] = (changes[end] ?? 0) + later + inLast - beyond;
      later = beyond;
      touch(last);
    }
    const next = (last + 1) * mostShapes + shape;
    changes[next] = (changes[next] ?? 0) + later;
    touch(first);
    touch(last + 1);
    return bottom > y + 1;
  }

  function sweep(y: number, sink: SpanSink): void {
    let [first, second, third] = [0, 0, 0];
    let start = 0;
    let coverage = 0;
    for (let group = 0; group < touchedWords.length; group++) {
      for (let words = touchedWords[group] ?? 0; words !== 0; words &= words - 1) {
        const word = (group << 5) + lowestBit(words);
        for (let bits = touched[word] ?? 0; bits !== 0; bits &= bits - 1) {
          const x = (word << 5) + lowestBit(bits);
          const at = x * mostShapes;
          first += changes[at] ?? 0;
          second += changes[at + 1] ?? 0;
          third += changes[at + 2] ?? 0;
          changes[at] = changes[at + 1] = changes[at + 2] = 0;
          const most = Math.max(Math.abs(first), Math.abs(second), Math.abs(third));
          const next = (Math.min(1, most) * 255 + 0.5) | 0;
          if (next === coverage) continue;
          if (coverage > 0) sink(y, start, Math.min(x, width), coverage);
          start = x;
          coverage = next;
        }
        touched[word] = 0;
      }
      touchedWords[group] = 0;
    }
    if (coverage > 0 && start < width) sink(y, start, width, coverage);
  }

  return { cross, sweep };
}

const lowestBit = (bits: number): number => 31 - Math.clz32(bits & -bits);

/** `value` of 255 in `of`, rounded. */
const share = (value: number, of: number): number => ((value * of + 127) / 255) | 0;

/** Below so many pixels a loop is faster than the call of `fill`. */
const fewPixels = 16;

/**
 * Adds what it gets to the coverage. Where both cover a pixel in part, they cover together what chance
 * leaves open, 1 - (1 - a) (1 - b), as canvases draw over each other.
 */
export function addTo({ width, data }: Coverage): SpanSink {
  return (y, from, to, coverage) => {
    const start = y * width + from;
    const end = y * width + to;
    if (coverage === 255 && to - from > fewPixels) {
      data.fill(255, start, end);
      return;
    }
    for (let i = start; i < end; i++) {
      const value = data[i] ?? 0;
      data[i] = value + share(255 - value, coverage);
    }
  };
}

/** Takes what it gets from the coverage: a (1 - b). */
export function takeFrom({ width, data }: Coverage): SpanSink {
  return (y, from, to, coverage) => {
    const start = y * width + from;
    const end = y * width + to;
    if (coverage === 255 && to - from > fewPixels) {
      data.fill(0, start, end);
      return;
    }
    for (let i = start; i < end; i++) data[i] = share(data[i] ?? 0, 255 - coverage);
  };
}

/** Makes what is covered uncovered and the reverse. */
export function invert({ data }: Coverage): void {
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length >> 2);
  for (let i = 0; i < words.length; i++) words[i] = ~(words[i] ?? 0);
  for (let i = 4 * words.length; i < data.length; i++) data[i] = 255 - (data[i] ?? 0);
}
