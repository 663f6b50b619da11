import type { Size } from '../../base/geometry';
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

/** Fills shapes on a target of one size, reusing its memory: make one for many. */
interface Filler {
  /**
   * Adds the outline of a shape, 0 … `mostShapes - 1`: closed curves that may lie anywhere.
   * @param lines x and y of both ends of each straight line, target px: four finite numbers
   * @param x what to take from every x, as `y` from every y
   */
  add(shape: number, lines: Float64Array, x: number, y: number): void;
  /** Hands over what the shapes together cover, row by row from the top, and forgets them. */
  fill(sink: SpanSink): void;
}

/**
 * Walks down the rows with the edges that cross them: the time is that of the pixels on the shapes' edges and
 * of the spans between, however large the box around them.
 */
export function createFiller(size: Size): Filler {
  const cells = createRowCells(size.width);
  const edges = createEdges(size);
  return {
    add: edges.add,
    fill(sink) {
      const { values, sorted } = edges.take();
      const rowOf = (offset: number) => (values[offset] ?? 0) | 0;
      const active = new Int32Array(sorted.length);
      let [count, next] = [0, 0];
      for (let row = 0; next < sorted.length || count > 0; row++) {
        if (count === 0) row = rowOf(sorted[next] ?? 0);
        for (; next < sorted.length && rowOf(sorted[next] ?? 0) === row; next++)
          active[count++] = sorted[next] ?? 0;
        let kept = 0;
        for (let i = 0; i < count; i++) {
          const offset = active[i] ?? 0;
          if (cells.cross(values, offset, row)) active[kept++] = offset;
        }
        count = kept;
        cells.sweep(row, sink);
      }
    },
  };
}

/** The edges of shapes inside a target, target px. */
interface Edges {
  /**
   * Adds closed curves, cut to the target's rows; what lies left of it becomes an edge there.
   * @param lines x and y of both ends of each straight line: four finite numbers
   * @param x what to take from every x, as `y` from every y
   */
  add(shape: number, lines: Float64Array, x: number, y: number): void;
  /**
   * Hands all over, sorted by the row that they begin in, and forgets them.
   * @returns where each one's numbers begin in `values`; both valid until the next edge is added
   */
  take(): { readonly values: Float64Array; readonly sorted: Int32Array };
}

function createEdges({ width, height }: Size): Edges {
  const counts = new Int32Array(height + 1);
  let values = new Float64Array(64 * edgeFields);
  let length = 0;
  let shapeNow = 0;

  function push(x0: number, y0: number, x1: number, y1: number): void {
    if (y0 === y1) return;
    if (length + edgeFields > values.length) values = doubled(values);
    const isDown = y0 < y1;
    values[length++] = isDown ? y0 : y1;
    values[length++] = isDown ? y1 : y0;
    values[length++] = isDown ? x0 : x1;
    values[length++] = (x1 - x0) / (y1 - y0);
    values[length++] = isDown ? 1 : -1;
    values[length++] = shapeNow;
  }

  /** What lies left of the target covers all of its rows; what lies right of it nothing. */
  function cutSides(x0: number, y0: number, x1: number, y1: number): void {
    if (x0 >= width && x1 >= width) return;
    if (x0 <= 0 && x1 <= 0) push(0, y0, 0, y1);
    else if (x0 < 0 || x1 < 0) cutAt(0, x0, y0, x1, y1);
    else if (x0 > width || x1 > width) cutAt(width, x0, y0, x1, y1);
    else push(x0, y0, x1, y1);
  }

  function cutAt(x: number, x0: number, y0: number, x1: number, y1: number): void {
    const y = y0 + ((x - x0) / (x1 - x0)) * (y1 - y0);
    cutSides(x0, y0, x, y);
    cutSides(x, y, x1, y1);
  }

  function cutRows(x0: number, y0: number, x1: number, y1: number): void {
    if ((y0 <= 0 && y1 <= 0) || (y0 >= height && y1 >= height)) return;
    const from = Math.max(0, Math.min(height, y0));
    const to = Math.max(0, Math.min(height, y1));
    const xPerY = (x1 - x0) / (y1 - y0);
    const xFrom = from === y0 ? x0 : x0 + (from - y0) * xPerY;
    const xTo = to === y1 ? x1 : x0 + (to - y0) * xPerY;
    cutSides(xFrom, from, xTo, to);
  }

  /** A counting sort. */
  function sortedByRow(): Int32Array {
    counts.fill(0);
    const count = (row: number, by: number) => {
      const old = counts[row] ?? 0;
      counts[row] = old + by;
      return old;
    };
    const rowOf = (offset: number) => (values[offset] ?? 0) | 0;
    for (let offset = 0; offset < length; offset += edgeFields) count(rowOf(offset), 1);
    for (let row = 0, sum = 0; row < height; row++) {
      const here = counts[row] ?? 0;
      counts[row] = sum;
      sum += here;
    }
    const sorted = new Int32Array(length / edgeFields);
    for (let offset = 0; offset < length; offset += edgeFields)
      sorted[count(rowOf(offset), 1)] = offset;
    return sorted;
  }

  return {
    add(shape, lines, x, y) {
      shapeNow = shape;
      for (let i = 0; i + 3 < lines.length; i += 4) {
        const x0 = (lines[i] ?? 0) - x;
        const y0 = (lines[i + 1] ?? 0) - y;
        const x1 = (lines[i + 2] ?? 0) - x;
        const y1 = (lines[i + 3] ?? 0) - y;
        const isInside =
          x0 >= 0 &&
          x1 >= 0 &&
          x0 <= width &&
          x1 <= width &&
          y0 >= 0 &&
          y1 >= 0 &&
          y0 <= height &&
          y1 <= height;
        if (isInside) push(x0, y0, x1, y1);
        else cutRows(x0, y0, x1, y1);
      }
    },
    take() {
      const sorted = sortedByRow();
      length = 0;
      return { values, sorted };
    },
  };
}

function doubled(values: Float64Array): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(2 * values.length);
  larger.set(values);
  return larger;
}
