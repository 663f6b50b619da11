import type { Size } from '../../base/geometry';
import { createRowCells, edgeFields, type SpanSink } from './cells';

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
