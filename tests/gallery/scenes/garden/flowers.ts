import { type Color, hex, mixColor, scaleColor } from '../../color';
import { createRandom, mix } from '../../noise';
import type { Raster } from '../../raster';
import { stampBlade, stampEllipse } from '../../stamp';

const petalColours = ['#d8407a', '#f2ece6', '#f3b53a', '#8b5fc0', '#e2572f', '#f0a3bd'].map(hex);
const stem = { root: hex('#16300f'), tip: hex('#6f9a3c') };

/** Flower borders along both sides, widening towards the viewer, the farthest flowers first. */
export function plantFlowers(raster: Raster): void {
  const random = createRandom(221);
  const count = 620;
  for (let index = 0; index < count; index += 1) {
    const near = (index / count) ** 1.25;
    const breadth = mix(0.05, 0.27, near);
    const side = random() < 0.5 ? random() ** 1.3 * breadth : 1 - random() ** 1.3 * breadth;
    flower(raster, side, near, random);
  }
}

function flower(raster: Raster, u: number, near: number, random: () => number): void {
  const { width, height } = raster;
  const size = mix(0.0035, 0.019, near) * width * mix(0.7, 1.2, random());
  const x = u * width;
  const root = mix(0.515, 1.16, near) * height;
  const tall = size * mix(4, 8, random());
  const lean = (random() - 0.5) * size * 2;
  leaves(raster, x, root, tall, size, random);
  const blade = { x, y: root, lean, height: tall, width: Math.max(1.2, size * 0.16) };
  stampBlade(raster, blade, stem.root, stem.tip);
  const color = petalColours[Math.floor(random() * petalColours.length)];
  if (color) blossom(raster, x + lean, root - tall, size, color, random);
}

function leaves(
  raster: Raster,
  x: number,
  root: number,
  tall: number,
  size: number,
  random: () => number,
): void {
  for (let index = 0; index < 9; index += 1) {
    const light = mix(0.4, 1.5, index / 9) * mix(0.7, 1.2, random());
    const blade = {
      x: x + (random() - 0.5) * size * 1.6,
      y: root,
      lean: (random() - 0.5) * size * 5,
      height: tall * mix(0.35, 0.85, random()),
      width: Math.max(1.2, size * mix(0.25, 0.5, random())),
    };
    stampBlade(raster, blade, scaleColor(stem.root, light), scaleColor(stem.tip, light * 0.8));
  }
}

/** Two rings of petals, darker towards the heart, under a light from the upper left. */
function blossom(
  raster: Raster,
  x: number,
  y: number,
  size: number,
  color: Color,
  random: () => number,
): void {
  const tilt = mix(0.55, 0.95, random());
  for (let layer = 0; layer < 2; layer += 1) {
    const petals = 9 + Math.floor(random() * 4);
    const reach = size * (1 - layer * 0.38);
    for (let petal = 0; petal < petals; petal += 1) {
      const angle = (petal / petals) * Math.PI * 2 + layer * 0.4 + random() * 0.2;
      const dx = Math.cos(angle);
      const dy = Math.sin(angle) * tilt;
      const light = mix(0.75, 1.15, 0.5 - dx * 0.3 - dy * 0.4) * mix(0.85, 1.15, random());
      const shape = { rx: reach * 0.5, ry: reach * 0.24, angle: Math.atan2(dy, dx) };
      const at = { x: x + dx * reach * 0.55, y: y + dy * reach * 0.55 };
      stampEllipse(raster, { ...at, ...shape }, scaleColor(color, light * 0.72));
      const inner = { ...shape, rx: shape.rx * 0.8, ry: shape.ry * 0.6 };
      stampEllipse(raster, { ...at, ...inner }, scaleColor(color, light * 1.15), 0.7);
    }
  }
  const heart = { x, y, rx: size * 0.26, ry: size * 0.26 * tilt, angle: 0 };
  stampEllipse(raster, heart, mixColor(hex('#5a3410'), hex('#e0a526'), random()));
  stampEllipse(
    raster,
    { ...heart, x: x - size * 0.06, y: y - size * 0.07, rx: heart.rx * 0.5, ry: heart.ry * 0.5 },
    hex('#f2cf5a'),
    0.6,
  );
}
