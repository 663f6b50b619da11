import { hex, mixColor, scaleColor } from '../../color';
import { fbm, hash2, smoothstep, valueNoise } from '../../noise';
import type { Material } from '../../trace/scene';
import type { Vec } from '../../trace/vec';

const oak = { light: hex('#c08a57'), dark: hex('#7a4a28') };
const glaze = hex('#2f7f86');
const glazeThin = hex('#7fb3a4');
const clay = hex('#c9a27e');
const speck = hex('#3b2a20');
const coffeeColour = hex('#2a130a');
const crema = hex('#8d5a30');
const wallColours = { dark: hex('#8ea32f'), light: hex('#b7c73a') };

/** Planks that run from left to right, with rings, pores and dark joints. */
export function wood(p: Vec): Material {
  const plank = Math.floor(p.z / 1.15 + 20.3);
  const across = p.z / 1.15 + 20.3 - plank;
  const warp = fbm(p.x * 0.55 + plank * 31, p.z * 1.6, 3, 11);
  const rings = 0.5 + 0.5 * Math.sin((p.z * 7 + warp * 9 + plank * 5) * 2.1);
  const pores = valueNoise(p.x * 9 + plank * 7, p.z * 130, 12);
  const tone = rings * 0.5 + pores * 0.35 + hash2(plank, 3, 13) * 0.3;
  const joint = smoothstep(0, 0.018, Math.min(across, 1 - across));
  const stain = 0.8 + 0.3 * fbm(p.x * 0.8, p.z * 0.8, 3, 14);
  return {
    color: scaleColor(mixColor(oak.light, oak.dark, tone), stain * (0.25 + 0.75 * joint)),
    gloss: 0.03 * joint,
  };
}

/** Teal glaze that ran down over bare, speckled clay. */
export function stoneware(p: Vec): Material {
  const { u, v } = unrolled(p);
  const drip = 0.62 + 0.2 * valueNoise(u * 3.2 + 20, 0.5, 21) + 0.05 * fbm(u * 9, 3, 2, 22);
  if (p.y < drip && Math.sqrt(p.x * p.x + p.z * p.z) > 0.93) {
    const grain = fbm(u * 60, v * 60, 2, 23);
    return { color: scaleColor(speckle(clay, u, v), 0.8 + 0.35 * grain), gloss: 0.004 };
  }
  const thin = smoothstep(0.1, 0, p.y - drip) * 0.5 + smoothstep(2.06, 2.2, p.y) * 0.8;
  const flow = fbm(u * 7, v * 1.3, 4, 24);
  const color = mixColor(glaze, glazeThin, Math.min(1, thin + smoothstep(0.45, 0.85, flow) * 0.5));
  return { color: speckle(scaleColor(color, 0.75 + 0.45 * flow), u, v), gloss: 0.055 };
}

/** A point of the cup on its unrolled surface: around and up, on the handle across and along it. */
function unrolled(p: Vec): { u: number; v: number } {
  if (p.x * p.x + p.z * p.z < 1.02) return { u: Math.atan2(p.z, p.x), v: p.y };
  return { u: 5 + p.z, v: 4 + 0.6 * Math.atan2(p.y - 1.12, p.x - 1) };
}

/** Iron specks burnt through the glaze: a dark dot in some cells of a grid. */
function speckle(color: Material['color'], around: number, up: number): Material['color'] {
  const u = around * 26;
  const v = up * 26;
  const column = Math.floor(u);
  const row = Math.floor(v);
  if (hash2(column, row, 25) > 0.24) return color;
  const du = u - column - 0.3 - 0.4 * hash2(column, row, 26);
  const dv = v - row - 0.3 - 0.4 * hash2(column, row, 27);
  const size = 0.05 + 0.17 * hash2(column, row, 28) ** 2;
  return mixColor(speck, color, smoothstep(size * 0.6, size, Math.hypot(du, dv)));
}

/** Black coffee with a rim of crema and a few bubbles. */
export function coffee(p: Vec): Material {
  const radius = Math.hypot(p.x, p.z) / 0.92;
  const swirl = fbm(p.x * 6 + 9, p.z * 6 + 4, 4, 31);
  const foam = smoothstep(0.7, 1, radius + (swirl - 0.5) * 0.5);
  return { color: mixColor(coffeeColour, crema, foam * 0.8), gloss: 0.03 };
}

/** The painted wall: a sour green, patchy. */
export function wall(p: Vec): Material {
  const patch = fbm(p.x * 0.5, p.y * 0.5, 4, 41);
  return { color: scaleColor(mixColor(wallColours.dark, wallColours.light, patch), 0.9), gloss: 0 };
}
