/** A point or direction; x to the right, y up, z away from the camera. */
export interface Vec {
  readonly x: number;
  readonly y: number;
  readonly z: number;
}

export const vec = (x: number, y: number, z: number): Vec => ({ x, y, z });
export const dot = (a: Vec, b: Vec): number => a.x * b.x + a.y * b.y + a.z * b.z;

/** `a + b * t`: walking from `a` along `b`. */
export function along(a: Vec, b: Vec, t: number): Vec {
  return { x: a.x + b.x * t, y: a.y + b.y * t, z: a.z + b.z * t };
}

/** The vector with length 1. */
export function normalize(a: Vec): Vec {
  const length = Math.sqrt(a.x * a.x + a.y * a.y + a.z * a.z) || 1;
  return { x: a.x / length, y: a.y / length, z: a.z / length };
}

/** At right angles to both. */
export function cross(a: Vec, b: Vec): Vec {
  return { x: a.y * b.z - a.z * b.y, y: a.z * b.x - a.x * b.z, z: a.x * b.y - a.y * b.x };
}

/** Direction `d` mirrored at a surface with normal `n`. */
export function reflect(d: Vec, n: Vec): Vec {
  return along(d, n, -2 * dot(d, n));
}
