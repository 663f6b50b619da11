/** A number in [0, 1) that depends only on two integers and a seed (an avalanche of multiplications and shifts). */
export function hash2(x: number, y: number, seed: number): number {
  let h = Math.imul(x, 0x27d4eb2d) ^ Math.imul(y, 0x165667b1) ^ Math.imul(seed + 1, 0x3c6ef35f);
  h = Math.imul(h ^ (h >>> 15), 0x2c1b3c6d);
  h = Math.imul(h ^ (h >>> 12), 0x297a2d39);
  return ((h ^ (h >>> 15)) >>> 0) / 4294967296;
}

/** Smooth noise in [0, 1): lattice values at the integers, eased in between. */
export function valueNoise(x: number, y: number, seed: number): number {
  const x0 = Math.floor(x);
  const y0 = Math.floor(y);
  const fx = x - x0;
  const fy = y - y0;
  const u = fx * fx * (3 - 2 * fx);
  const v = fy * fy * (3 - 2 * fy);
  const top = mix(hash2(x0, y0, seed), hash2(x0 + 1, y0, seed), u);
  const bottom = mix(hash2(x0, y0 + 1, seed), hash2(x0 + 1, y0 + 1, seed), u);
  return mix(top, bottom, v);
}

/** Fractal noise in [0, 1): `octaves` layers of value noise, each twice as fine and half as strong. */
export function fbm(x: number, y: number, octaves: number, seed: number): number {
  let sum = 0;
  let weight = 0.5;
  let total = 0;
  for (let octave = 0; octave < octaves; octave += 1) {
    sum += weight * valueNoise(x, y, seed + octave);
    total += weight;
    weight /= 2;
    x = x * 2 + 17.3;
    y = y * 2 + 9.1;
  }
  return sum / total;
}

/** A repeatable sequence of numbers in [0, 1). */
export function createRandom(seed: number): () => number {
  let count = 0;
  return () => {
    count += 1;
    return hash2(count, seed, 77);
  };
}

/** Linear interpolation from `a` (t = 0) to `b` (t = 1). */
export function mix(a: number, b: number, t: number): number {
  return a + (b - a) * t;
}

/** 0 below `low`, 1 above `high`, eased in between. */
export function smoothstep(low: number, high: number, value: number): number {
  const t = clamp((value - low) / (high - low), 0, 1);
  return t * t * (3 - 2 * t);
}

/** `value` kept between `low` and `high`. */
export function clamp(value: number, low: number, high: number): number {
  return Math.min(Math.max(value, low), high);
}
