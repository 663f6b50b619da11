import { type Color, hex, mixColor, scaleColor } from '../../color';
import { createRandom, mix } from '../../noise';
import type { Raster } from '../../raster';
import { stampEllipse } from '../../stamp';

/** A clump of leaves; middle and half axes as shares of the picture's width, `tone` 0 cool to 1 yellow. */
interface Clump {
  readonly x: number;
  readonly y: number;
  readonly rx: number;
  readonly ry: number;
  readonly tone: number;
  readonly leaf: number;
  readonly count: number;
}

const cool = { dark: hex('#0d2114'), light: hex('#6f9a4a') };
const warm = { dark: hex('#1c2b0c'), light: hex('#c3cf55') };

/** The trees behind the garden and the clipped hedge in front of them, the farthest first. */
export function growTrees(raster: Raster): void {
  const random = createRandom(211);
  for (let index = 0; index < 15; index += 1) {
    crown(raster, (index + random() * 0.6) / 14 - 0.02, 0.285, 0.075, 0.0017, random);
  }
  for (const [x, y, size] of [
    [0.06, 0.2, 0.15],
    [0.9, 0.17, 0.17],
    [0.33, 0.27, 0.075],
  ] as const) {
    trunk(raster, x, y, size, random);
    crown(raster, x, y, size, 0.0023, random);
  }
  hedge(raster, random);
}

function crown(
  raster: Raster,
  x: number,
  y: number,
  size: number,
  leaf: number,
  random: () => number,
): void {
  const tone = random();
  for (let part = 0; part < 16; part += 1) {
    const angle = random() * Math.PI * 2;
    const away = Math.sqrt(random()) * size * 0.8;
    const radius = size * mix(0.3, 0.5, random());
    fill(raster, random, {
      x: x + Math.cos(angle) * away,
      y: y + Math.sin(angle) * away * 0.85 + part * size * -0.012,
      rx: radius,
      ry: radius * 0.8,
      tone: tone * 0.7 + random() * 0.3,
      leaf,
      count: Math.round((radius / leaf) ** 2 * 1.35),
    });
  }
}

function trunk(raster: Raster, x: number, y: number, size: number, random: () => number): void {
  const { width } = raster;
  for (let step = 0; step < 500; step += 1) {
    const v = mix(y, 0.35, step / 500);
    const across = random() - 0.5;
    const color = scaleColor(hex('#5c4a3a'), mix(1.1, 0.3, across + 0.5) * mix(0.6, 1.3, random()));
    const half = size * 0.07 * width;
    stampEllipse(
      raster,
      { x: x * width + across * half * 2, y: v * width, rx: half * 0.16, ry: half * 0.5, angle: 0 },
      color,
    );
  }
}

function hedge(raster: Raster, random: () => number): void {
  for (let index = 0; index < 64; index += 1) {
    const row = Math.floor(index / 32);
    fill(raster, random, {
      x: ((index % 32) + random()) / 31,
      y: 0.345 + row * 0.022,
      rx: 0.034,
      ry: 0.02,
      tone: 0.15 + random() * 0.2,
      leaf: 0.0015,
      count: 900,
    });
  }
}

/** Leaves from the back of a clump to its front, lit from the upper left. */
function fill(raster: Raster, random: () => number, clump: Clump): void {
  const { width } = raster;
  for (let index = 0; index < clump.count; index += 1) {
    const angle = random() * Math.PI * 2;
    const away = Math.sqrt(random());
    const dx = Math.cos(angle) * away;
    const dy = Math.sin(angle) * away;
    const front = index / clump.count;
    const lit = 0.5 - dx * 0.32 - dy * 0.42 + (front - 0.6) * 0.5 + (random() - 0.5) * 0.3;
    const size = clump.leaf * width * mix(0.6, 1.2, random());
    const leaf = {
      x: (clump.x + dx * clump.rx) * width,
      y: (clump.y + dy * clump.ry) * width,
      rx: size,
      ry: size * mix(0.35, 0.7, random()),
      angle: random() * Math.PI,
    };
    stampEllipse(raster, leaf, leafColor(lit, clump.tone));
  }
}

function leafColor(lit: number, tone: number): Color {
  const light = Math.max(0, lit);
  const color = mixColor(
    mixColor(cool.dark, warm.dark, tone),
    mixColor(cool.light, warm.light, tone),
    Math.min(1, light),
  );
  return scaleColor(color, 0.6 + 0.6 * light * light);
}
