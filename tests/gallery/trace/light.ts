import { type Color, mixColor, scaleColor } from '../color';
import { hash2, smoothstep } from '../noise';
import { type Body, isBlocked } from './scene';
import { along, cross, dot, normalize, type Vec, vec } from './vec';

/** A window to the upper left of the camera: the one lamp of the scene. */
export const toWindow = normalize(vec(-0.72, 0.78, -0.42));
const side = normalize(cross(toWindow, vec(0, 1, 0)));
const upward = cross(side, toWindow);
const distance = 14;
const sky = { r: 1.0, g: 0.97, b: 0.92 };
const ceiling = { r: 0.3, g: 0.29, b: 0.27 };
const floor = { r: 0.1, g: 0.075, b: 0.055 };

/** How much of the window a point sees, 0..1, tried at scattered spots of the pane. */
export function windowVisibility(
  bodies: readonly Body[],
  point: Vec,
  normal: Vec,
  seed: number,
): number {
  const origin = along(point, normal, 0.004);
  return openShare((index) => {
    const u = ((index & 1) + hash2(seed, index, 1)) / 2 - 0.5;
    const v = (((index >> 1) & 1) + hash2(seed, index, 2)) / 2 - 0.5;
    const spot = along(along(toWindow, side, u * 0.3), upward, v * 0.42);
    return !isBlocked(bodies, origin, normalize(spot), distance);
  });
}

/** How open the surroundings are above a point, 0..1: darkens corners and contacts. */
export function openness(bodies: readonly Body[], point: Vec, normal: Vec, seed: number): number {
  const origin = along(point, normal, 0.004);
  return openShare((index) => {
    const z = hash2(seed, index, 3) * 2 - 1;
    const angle = ((index & 3) + hash2(seed, index, 4)) * (Math.PI / 2);
    const flat = Math.sqrt(1 - z * z);
    const spot = vec(flat * Math.cos(angle), z, flat * Math.sin(angle));
    return !isBlocked(bodies, origin, normalize(along(normal, spot, 0.98)), 1.4);
  });
}

/** The share of open rays. Four rays that agree are believed; where they differ it is worth asking sixteen. */
function openShare(isOpen: (index: number) => boolean): number {
  let open = 0;
  let rays = 4;
  for (let index = 0; index < rays; index += 1) {
    if (isOpen(index)) open += 1;
    if (index === 3 && open > 0 && open < 4) rays = 16;
  }
  return open / rays;
}

/** What a mirror shows in `direction` beyond all bodies: the room, and the window with its glazing bars. */
export function room(direction: Vec): Color {
  const shade = mixColor(floor, ceiling, smoothstep(-0.3, 0.7, direction.y));
  const lit = mixColor(shade, scaleColor(sky, 5), glassDoor(direction) * 0.8);
  const ahead = dot(direction, toWindow);
  if (ahead <= 0) return lit;
  const u = dot(direction, side) / ahead;
  const v = dot(direction, upward) / ahead;
  return mixColor(
    lit,
    scaleColor(sky, 7),
    within(u, 0.3) * within(v, 0.46) * bar(u) * bar(v - 0.08),
  );
}

/** A glass door down to the floor, at the left behind the camera: upright walls mirror it. */
function glassDoor(direction: Vec): number {
  const angle = Math.atan2(direction.x, -direction.z) + 1.45;
  const rails = bar((direction.y + 0.21) * 0.8) * bar(angle * 0.8);
  return within(angle, 0.21) * within(direction.y + 0.1, 0.75) * rails;
}

const within = (value: number, half: number): number =>
  1 - smoothstep(half - 0.03, half, Math.abs(value));
const bar = (value: number): number => smoothstep(0.012, 0.03, Math.abs(value));
