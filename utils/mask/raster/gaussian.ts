import type { Size } from '../../geometry';
import { reach as reachOfGaussian } from '../soft-stroke';

/** The weights of a Gaussian of that deviation (px) at 0, 1, 2 …; with both sides they sum up to 1. */
export function gaussianWeights(deviation: number): Float64Array {
  const weights = Float64Array.from(
    { length: Math.ceil(reachOfGaussian * deviation) + 1 },
    (_, distance) => Math.exp(-0.5 * (distance / deviation) ** 2),
  );
  const sum = 2 * weights.reduce((total, weight) => total + weight, 0) - (weights[0] ?? 0);
  return weights.map((weight) => weight / sum);
}

/**
 * Blurs samples in both directions. What the weights reach from a sample has to be there: the result is
 * smaller than `size` by their reach on each of the four sides.
 */
export function blur(
  samples: ArrayLike<number>,
  { width, height }: Size,
  weights: Float64Array,
): Float32Array {
  const reach = weights.length - 1;
  const inner = { width: width - 2 * reach, height: height - 2 * reach };
  const across = weigh(samples, { width: inner.width, height }, width, 1, weights);
  return weigh(across, inner, inner.width, inner.width, weights);
}

/** The weighted sums along one direction; samples are `step` apart in it, and rows `stride`. */
function weigh(
  samples: ArrayLike<number>,
  { width, height }: Size,
  stride: number,
  step: number,
  weights: Float64Array,
): Float32Array {
  const reach = (weights.length - 1) * step;
  const result = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const middle = y * stride + x + reach;
      let sum = (weights[0] ?? 0) * (samples[middle] ?? 0);
      for (let i = 1, offset = step; i < weights.length; i++, offset += step) {
        const pair = (samples[middle - offset] ?? 0) + (samples[middle + offset] ?? 0);
        sum += (weights[i] ?? 0) * pair;
      }
      result[y * width + x] = sum;
    }
  }
  return result;
}
