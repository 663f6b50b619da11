import type { Size } from '../../geometry';
import { createEdges } from './edges';
import { createRowCells, type SpanSink } from './row-cells';

/** Fills shapes on a target of one size, reusing its memory: make one for many. */
export interface Filler {
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
