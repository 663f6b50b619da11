/**
 * How often something is measured: so often, or once where only `npm test` wants to know that the benchmarks run
 * (`REPAINT_BENCH_ONCE=1`). One round says nothing about speed.
 */
export const rounds = (usual: number): number => (process.env.REPAINT_BENCH_ONCE ? 1 : usual);

/** Of pictures by the names of their sizes, from small to large, all, or for the one round the smallest. */
export const sizesFor = <Value>(
  all: Readonly<Record<string, Value>>,
): readonly (readonly [string, Value])[] =>
  Object.entries(all).slice(0, rounds(Number.POSITIVE_INFINITY));

/** The larger of two, or for the one round the smaller. */
export const largerFor = <Value>(smaller: Value, larger: Value): Value =>
  rounds(2) === 2 ? larger : smaller;
