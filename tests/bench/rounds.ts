/**
 * How often something is measured: so often, or once where only `npm test` wants to know that the benchmarks run
 * (`REPAINT_BENCH_ONCE=1`). One round says nothing about speed.
 */
export const rounds = (usual: number): number => (process.env.REPAINT_BENCH_ONCE ? 1 : usual);
