import { areaOf, type Size } from '../geometry';

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
