/**
 * The value below which a share of all samples lies, by linear interpolation between neighbours.
 * @param share 0…1
 * @throws Error without samples
 */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)];
  const above = sorted[Math.ceil(at)];
  if (below === undefined || above === undefined) throw new Error('Nothing was measured');
  return below + (above - below) * (at - Math.floor(at));
}

export const median = (values: readonly number[]): number => quantile(values, 0.5);

export const p90 = (values: readonly number[]): number => quantile(values, 0.9);
