/** For each target pixel: `count` weights and the first source pixel that they belong to. */
export interface Taps {
  readonly count: number;
  readonly first: Int32Array;
  /** `count` for each target pixel, adding up to 1. */
  readonly weights: Float32Array;
}

const LOBES = 3;

function lanczos(x: number): number {
  if (x === 0) return 1;
  if (Math.abs(x) >= LOBES) return 0;
  const angle = Math.PI * x;
  return (LOBES * Math.sin(angle) * Math.sin(angle / LOBES)) / (angle * angle);
}

/**
 * The weights that turn `source` pixels into `target` ones along one axis (Lanczos, see Turkowski,
 * "Filters for common resampling tasks", 1990). Weights that would fall outside go to the edge.
 */
export function tapsFor(source: number, target: number): Taps {
  const scale = source / target;
  const reach = LOBES * Math.max(1, scale);
  const count = Math.min(source, Math.ceil(2 * reach) + 1);
  const first = new Int32Array(target);
  const weights = new Float32Array(target * count);
  for (let i = 0; i < target; i += 1) {
    const center = (i + 0.5) * scale - 0.5;
    const start = Math.max(0, Math.min(source - count, Math.floor(center - reach) + 1));
    first[i] = start;
    fillWeights(weights.subarray(i * count, (i + 1) * count), center, start, scale, source);
  }
  return { count, first, weights };
}

function fillWeights(
  weights: Float32Array,
  center: number,
  start: number,
  scale: number,
  source: number,
): void {
  const stretch = Math.max(1, scale);
  const reach = LOBES * stretch;
  let sum = 0;
  for (let at = Math.ceil(center - reach); at <= center + reach; at += 1) {
    const weight = lanczos((at - center) / stretch);
    const slot = Math.max(0, Math.min(source - 1, at)) - start;
    weights[slot] = (weights[slot] ?? 0) + weight;
    sum += weight;
  }
  for (let i = 0; i < weights.length; i += 1) weights[i] = (weights[i] ?? 0) / sum;
}
