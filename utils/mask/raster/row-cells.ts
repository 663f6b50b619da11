/** Takes a stretch of pixels of one coverage, 1…255, of row `y`: columns `from` … `to - 1`. */
export type SpanSink = (y: number, from: number, to: number, coverage: number) => void;

/** How many shapes can be told apart. */
export const mostShapes = 3;

/** One row of pixels that the edges of some shapes cross, px from its left end. */
export interface RowCells {
  /**
   * An edge of a shape that comes into the row at `from` and leaves it at `to` (0 … width), `height` px
   * lower, negative where it runs upwards. All that is right of it is covered by so much more.
   */
  edge(shape: number, from: number, to: number, height: number): void;
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

  function add(shape: number, x: number, change: number): void {
    const at = x * mostShapes + shape;
    changes[at] = (changes[at] ?? 0) + change;
    const word = x >> 5;
    touched[word] = (touched[word] ?? 0) | (1 << (x & 31));
    touchedWords[word >> 5] = (touchedWords[word >> 5] ?? 0) | (1 << (word & 31));
  }

  function edge(shape: number, from: number, to: number, height: number): void {
    const left = Math.min(from, to);
    const right = Math.max(from, to);
    const first = Math.floor(left);
    if (right <= first + 1) {
      // The edge's mean place says how much of its height counts from the next pixel on only.
      const later = height * ((left + right) / 2 - first);
      add(shape, first, height - later);
      add(shape, first + 1, later);
      return;
    }
    const perPixel = height / (right - left);
    const last = Math.ceil(right) - 1;
    const inFirst = perPixel * (first + 1 - left);
    let later = (inFirst * (1 + left - first)) / 2;
    add(shape, first, inFirst - later);
    for (let x = first + 1; x < last; x++) {
      add(shape, x, later + perPixel / 2);
      later = perPixel / 2;
    }
    const inLast = perPixel * (right - last);
    const beyond = (inLast * (right - last)) / 2;
    add(shape, last, later + inLast - beyond);
    add(shape, last + 1, beyond);
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

  return { edge, sweep };
}

const lowestBit = (bits: number): number => 31 - Math.clz32(bits & -bits);
