import type { Size } from '../geometry';
import type { SizeRules } from './size-rules';

/** Every size that a model with these rules takes, in px; about 20,000 where sizes are free. */
export function* legalSizes(rules: SizeRules): Generator<Size> {
  if (rules.kind === 'fixed') return yield* rules.sizes;
  const { multiple, maxEdge, minPixels, maxPixels, maxRatio } = rules;
  const up = (value: number): number => Math.max(1, Math.ceil(value / multiple)) * multiple;
  const longest = Math.floor(maxEdge / multiple) * multiple;
  for (let width = multiple; width <= longest; width += multiple) {
    const highest = Math.min(longest, width * maxRatio, maxPixels / width);
    const lowest = up(Math.max(width / maxRatio, minPixels / width));
    for (let height = lowest; height <= highest; height += multiple) yield { width, height };
  }
}

/** The largest long side for a short side of 1. */
export function largestRatio(rules: SizeRules): number {
  if (rules.kind === 'any') return rules.maxRatio;
  return Math.max(
    ...rules.sizes.map(({ width, height }) => Math.max(width / height, height / width)),
  );
}
