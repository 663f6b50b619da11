import { type Color, hex, mixColor, scaleColor } from '../../color';
import { createRandom, fbm, mix, smoothstep } from '../../noise';
import { type Raster, setPixel } from '../../raster';
import { stampBlade } from '../../stamp';
import { ball } from './ball';

/** Where the lawn begins, as a share of the picture's height. */
export const lawnTop = 0.5;

const blue = hex('#5d9bd8');
const pale = { r: 0.75, g: 0.85, b: 0.95 };
const cloud = { r: 1.9, g: 1.85, b: 1.8 };
const grass = hex('#5c8a2a');
const grassDark = hex('#1d3a12');
const grassTip = hex('#a9c94e');
const grassDry = hex('#b8a860');

/** Fills the raster with sky above and mown grass below. */
export function paintGround(raster: Raster): void {
  const { width, height } = raster;
  for (let y = 0; y < height; y += 1) {
    const v = y / height;
    for (let x = 0; x < width; x += 1) {
      const u = x / width;
      setPixel(raster, x, y, v < lawnTop ? skyAt(u, v) : lawnAt(u, v));
    }
  }
}

function skyAt(u: number, v: number): Color {
  if (v > 0.435) return scaleColor(grassDark, 0.4 + fbm(u * 260, v * 200, 2, 203));
  const clear = mixColor(blue, pale, smoothstep(-0.1, 0.42, v));
  return mixColor(clear, cloud, 0.9 * smoothstep(0.5, 0.75, fbm(u * 4.2 + 3, v * 9, 5, 201)));
}

function lawnAt(u: number, v: number): Color {
  return mixColor(scaleColor(grassDark, 1.4), grass, 0.35 + 0.4 * sunAt(u, v));
}

/** Dappled sunlight on the lawn, 0 in the shade of the trees to 1 in the sun. */
export function sunAt(u: number, v: number): number {
  const depth = 1 / (v - lawnTop + 0.12);
  const patch = fbm((u - 0.5) * depth * 2.1 + 9, depth * 1.7, 3, 202);
  return smoothstep(0.4, 0.58, patch + 0.1) * besideBall(u, v);
}

/** 0 in the middle of the ball's shadow on the lawn, 1 outside; the sun stands to the upper left. */
function besideBall(u: number, v: number): number {
  const dx = (u - ball.x - ball.radius * 0.95) / (ball.radius * 1.75);
  const dy = (v * 0.75 - ball.y - ball.radius * 0.82) / (ball.radius * 0.42);
  return smoothstep(0.6, 1.1, Math.hypot(dx, dy));
}

/** Grass blades whose roots lie between two heights (shares of the picture's height), the farthest first. */
export function growGrass(raster: Raster, from: number, to: number): void {
  const { width, height } = raster;
  const random = createRandom(Math.round(from * 1000));
  const rows = Math.round((to - from) * 520);
  for (let row = 0; row < rows; row += 1) {
    const v = from + ((to - from) * (row + 0.5)) / rows;
    const near = (v - lawnTop) / (1 - lawnTop);
    const count = Math.round(mix(720, 210, near ** 0.5));
    for (let index = 0; index < count; index += 1) {
      const u = (index + random()) / count;
      const size = mix(0.0035, 0.026, near) * mix(0.6, 1.35, random());
      const blade = {
        x: u * width,
        y: (v + random() * 0.006) * height,
        lean: (random() - 0.42) * size * height * 0.9,
        height: size * height,
        width: Math.max(1, mix(0.0007, 0.0042, near) * height * mix(0.6, 1.2, random())),
      };
      const light = mix(0.22, 1.15, sunAt(u, v)) * mix(0.7, 1.3, random());
      const dry = random() < 0.05 ? grassDry : grassTip;
      stampBlade(
        raster,
        blade,
        scaleColor(grassDark, 0.5 + light),
        scaleColor(mixColor(grass, dry, random()), light),
      );
    }
  }
}
