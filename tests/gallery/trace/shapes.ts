import { along, dot, normalize, type Vec, vec } from './vec';

/** Something a ray can hit. */
export interface Shape {
  /** Distance along the ray to the first hit, or Infinity. */
  intersect(origin: Vec, direction: Vec): number;
  normalAt(point: Vec): Vec;
}

const nearHills = 1e-3;

/** The endless plane of all points with `dot(point, normal) = offset`. */
export function plane(normal: Vec, offset: number): Shape {
  return {
    intersect(origin, direction) {
      const t = (offset - dot(origin, normal)) / dot(direction, normal);
      return t > nearHills ? t : Infinity;
    },
    normalAt: () => normal,
  };
}

/** A ball. */
export function sphere(center: Vec, radius: number): Shape {
  return {
    intersect(origin, direction) {
      const from = along(origin, center, -1);
      const b = dot(from, direction);
      const root = b * b - dot(from, from) + radius * radius;
      if (root < 0) return Infinity;
      const t = -b - Math.sqrt(root);
      return t > nearHills ? t : Infinity;
    },
    normalAt: (point) => normalize(along(point, center, -1)),
  };
}

/** The upright wall of a tube around `(x, z)`, open at both ends; `inside` turns the normal inwards. */
export function tube(
  x: number,
  z: number,
  radius: number,
  y0: number,
  y1: number,
  inside = false,
): Shape {
  const sign = inside ? -1 : 1;
  return {
    intersect(o, d) {
      const ox = o.x - x;
      const oz = o.z - z;
      const a = d.x * d.x + d.z * d.z;
      const b = ox * d.x + oz * d.z;
      const root = b * b - a * (ox * ox + oz * oz - radius * radius);
      if (root < 0) return Infinity;
      // Seen from outside only the near wall counts, seen from inside the far one.
      const t = (-b - sign * Math.sqrt(root)) / a;
      const y = o.y + d.y * t;
      return t > nearHills && y > y0 && y < y1 ? t : Infinity;
    },
    normalAt: (p) => vec((sign * (p.x - x)) / radius, 0, (sign * (p.z - z)) / radius),
  };
}

/** A flat ring lying at height `y`; `inner` 0 makes it a disc. */
export function ring(x: number, y: number, z: number, inner: number, outer: number): Shape {
  const up = vec(0, 1, 0);
  return {
    intersect(o, d) {
      const t = (y - o.y) / d.y;
      if (t < nearHills) return Infinity;
      const px = o.x + d.x * t - x;
      const pz = o.z + d.z * t - z;
      const square = px * px + pz * pz;
      return square >= inner * inner && square < outer * outer ? t : Infinity;
    },
    normalAt: () => up,
  };
}
