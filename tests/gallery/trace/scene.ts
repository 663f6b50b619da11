import type { Color } from '../color';
import type { Shape } from './shapes';
import { along, type Vec } from './vec';

/** What a surface looks like at one point. */
export interface Material {
  readonly color: Color;
  /** Mirror strength when looked at straight on, 0..1. */
  readonly gloss: number;
}

/** A shape with its looks. */
export interface Body {
  readonly shape: Shape;
  /** Out of focus behind the subject. */
  readonly distant: boolean;
  material(point: Vec): Material;
}

/** Where a ray ended. */
export interface Hit {
  readonly body: Body;
  readonly point: Vec;
  readonly distance: number;
}

/** The nearest body along the ray, or undefined. */
export function trace(bodies: readonly Body[], origin: Vec, direction: Vec): Hit | undefined {
  let distance = Infinity;
  let nearest: Body | undefined;
  for (const body of bodies) {
    const t = body.shape.intersect(origin, direction);
    if (t < distance) {
      distance = t;
      nearest = body;
    }
  }
  return nearest && { body: nearest, distance, point: along(origin, direction, distance) };
}

/** Whether anything stands within `reach` along the ray. */
export function isBlocked(
  bodies: readonly Body[],
  origin: Vec,
  direction: Vec,
  reach: number,
): boolean {
  for (const body of bodies) {
    if (body.shape.intersect(origin, direction) < reach) return true;
  }
  return false;
}
