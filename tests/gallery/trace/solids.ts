import type { Shape } from './shapes';
import { along, normalize, type Vec, vec } from './vec';

/** A box around `center` with half sizes `half`, turned by `angle` (radians) about the upright axis. */
export function box(center: Vec, half: Vec, angle: number): Shape {
  const cos = Math.cos(angle);
  const sin = Math.sin(angle);
  const turn = (v: Vec): Vec => vec(v.x * cos + v.z * sin, v.y, v.z * cos - v.x * sin);
  const turnBack = (v: Vec): Vec => vec(v.x * cos - v.z * sin, v.y, v.z * cos + v.x * sin);
  return {
    intersect(origin, direction) {
      const o = turn(along(origin, center, -1));
      const d = turn(direction);
      const near = Math.max(
        -o.x / d.x - Math.abs(half.x / d.x),
        -o.y / d.y - Math.abs(half.y / d.y),
        -o.z / d.z - Math.abs(half.z / d.z),
      );
      const far = Math.min(
        -o.x / d.x + Math.abs(half.x / d.x),
        -o.y / d.y + Math.abs(half.y / d.y),
        -o.z / d.z + Math.abs(half.z / d.z),
      );
      return near < far && near > 1e-3 ? near : Infinity;
    },
    normalAt(point) {
      const p = turn(along(point, center, -1));
      const x = Math.abs(p.x / half.x);
      const y = Math.abs(p.y / half.y);
      const z = Math.abs(p.z / half.z);
      if (x > y && x > z) return turnBack(vec(Math.sign(p.x), 0, 0));
      return y > z ? vec(0, Math.sign(p.y), 0) : turnBack(vec(0, 0, Math.sign(p.z)));
    },
  };
}

/**
 * A mug's handle: a thick ring standing in the x-y plane around `center`, only where x > `cut`.
 * Walked towards by its distance, between the two planes that hold it.
 */
export function handle(center: Vec, major: number, minor: number, cut: number): Shape {
  const depth = minor / 0.8 + 0.01;
  const reach = (major + minor) * 1.2;
  const distance = (x: number, y: number, z: number): number => {
    const dx = x - center.x;
    const dy = (y - center.y) * 0.86;
    const dz = (z - center.z) * 0.8;
    const around = Math.sqrt(dx * dx + dy * dy) - major;
    return Math.sqrt(around * around + dz * dz) - minor;
  };
  const intersect = (o: Vec, d: Vec): number => {
    const front = (center.z - depth - o.z) / d.z;
    const back = (center.z + depth - o.z) / d.z;
    const end = Math.max(front, back);
    let t = Math.max(0.01, Math.min(front, back));
    for (let step = 0; step < 48 && t < end; step += 1) {
      const x = o.x + d.x * t;
      const gap = distance(x, o.y + d.y * t, o.z + d.z * t);
      if (gap < 0.002 && x > cut) return t;
      if (gap > reach) return Infinity;
      t += gap < 0.002 ? 0.03 : gap * 0.85 + 0.001;
    }
    return Infinity;
  };
  const normalAt = (p: Vec): Vec => {
    const e = 0.003;
    const slope = (dx: number, dy: number, dz: number) =>
      distance(p.x + dx, p.y + dy, p.z + dz) - distance(p.x - dx, p.y - dy, p.z - dz);
    return normalize(vec(slope(e, 0, 0), slope(0, e, 0), slope(0, 0, e)));
  };
  return { intersect, normalAt };
}
