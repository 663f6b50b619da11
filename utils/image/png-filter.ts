/**
 * PNG's filters (specification, section 9): each byte minus a guess from its neighbours, so that the
 * rest compresses better. `from` holds the row's bytes after `step` zero bytes, `above` the row
 * before it likewise; `out` receives the row's length.
 */
export type RowFilter = (
  from: Uint8Array,
  above: Uint8Array,
  step: number,
  out: Uint8Array,
) => void;

const sub: RowFilter = (from, _above, step, out) => {
  for (let i = 0; i < out.length; i += 1) out[i] = (from[i + step] ?? 0) - (from[i] ?? 0);
};

const up: RowFilter = (from, above, step, out) => {
  for (let i = 0; i < out.length; i += 1) out[i] = (from[i + step] ?? 0) - (above[i + step] ?? 0);
};

const average: RowFilter = (from, above, step, out) => {
  for (let i = 0; i < out.length; i += 1)
    out[i] = (from[i + step] ?? 0) - (((from[i] ?? 0) + (above[i + step] ?? 0)) >> 1);
};

const paeth: RowFilter = (from, above, step, out) => {
  for (let i = 0; i < out.length; i += 1) {
    const left = from[i] ?? 0;
    const top = above[i + step] ?? 0;
    const corner = above[i] ?? 0;
    const toLeft = Math.abs(top - corner);
    const toTop = Math.abs(left - corner);
    const toCorner = Math.abs(left + top - 2 * corner);
    const guess = toLeft <= toTop && toLeft <= toCorner ? left : toTop <= toCorner ? top : corner;
    out[i] = (from[i + step] ?? 0) - guess;
  }
};

const none: RowFilter = (from, _above, step, out) => out.set(from.subarray(step));

/** By the filter's number in the file. */
export const rowFilters: readonly RowFilter[] = [none, sub, up, average, paeth];

/**
 * The filter whose output has the smallest sum of absolute values, taken as signed bytes: the
 * specification's own heuristic (section 12.7).
 */
export function bestFilter(
  from: Uint8Array,
  above: Uint8Array,
  step: number,
  out: Uint8Array,
): number {
  let best = 0;
  let least = Number.POSITIVE_INFINITY;
  rowFilters.forEach((filter, index) => {
    filter(from, above, step, out);
    let sum = 0;
    for (let i = 0; i < out.length; i += 1) sum += Math.abs(((out[i] ?? 0) << 24) >> 24);
    if (sum >= least) return;
    least = sum;
    best = index;
  });
  return best;
}
