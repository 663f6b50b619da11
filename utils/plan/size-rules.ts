import { areaOf, type Size } from '../base/geometry';

/**
 * Which picture sizes a model can be asked for, all in px.
 * - `any`: both sides multiples of `multiple`, no side over `maxEdge`, `minPixels` to `maxPixels` in
 *   all, long side at most `maxRatio` times the short one.
 * - `fixed`: these and no others.
 */
export type SizeRules =
  | {
      readonly kind: 'any';
      readonly multiple: number;
      readonly maxEdge: number;
      readonly minPixels: number;
      readonly maxPixels: number;
      readonly maxRatio: number;
    }
  | { readonly kind: 'fixed'; readonly sizes: readonly Size[] };

/** True if a model with these rules takes `size`. */
export function isLegalSize(size: Size, rules: SizeRules): boolean {
  const { width, height } = size;
  if (rules.kind === 'fixed')
    return rules.sizes.some((legal) => legal.width === width && legal.height === height);
  const long = Math.max(width, height);
  const short = Math.min(width, height);
  const pixels = areaOf(size);
  return (
    short > 0 &&
    width % rules.multiple === 0 &&
    height % rules.multiple === 0 &&
    long <= rules.maxEdge &&
    long <= rules.maxRatio * short &&
    pixels >= rules.minPixels &&
    pixels <= rules.maxPixels
  );
}

/** Models share their rules, and every stroke of the brush plans a crop anew. */
const known = new WeakMap<SizeRules, readonly Size[]>();

/**
 * Every size that a model with these rules takes, in px, the smallest area first; about 20,000 where
 * sizes are free.
 */
export function legalSizes(rules: SizeRules): readonly Size[] {
  const sizes = known.get(rules) ?? [...listSizes(rules)].sort((a, b) => areaOf(a) - areaOf(b));
  known.set(rules, sizes);
  return sizes;
}

function* listSizes(rules: SizeRules): Generator<Size> {
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
