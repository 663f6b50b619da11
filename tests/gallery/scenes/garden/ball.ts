import { addColor, type Color, hex, mixColor, scaleColor } from '../../color';
import { fbm, smoothstep } from '../../noise';
import { blendPixel, type Raster } from '../../raster';
import { stampEllipse } from '../../stamp';

/** The ball on the lawn: its middle and radius as shares of the picture's width. */
export const ball = { x: 0.585, y: 0.535, radius: 0.044 } as const;

const red = hex('#d3332b');
const white = hex('#efe9df');

/** A shadow in the grass and a rubber ball on it, with a highlight and green light from below. */
export function dropBall(raster: Raster): void {
  const radius = ball.radius * raster.width;
  const x = ball.x * raster.width;
  const y = ball.y * raster.width;
  for (let layer = 0; layer < 10; layer += 1) {
    const grow = 0.75 + layer * 0.07;
    const shadow = {
      x: x + radius * 0.65,
      y: y + radius * 0.84,
      rx: radius * 1.25 * grow,
      ry: radius * 0.3 * grow,
      angle: 0.06,
    };
    stampEllipse(raster, shadow, { r: 0.005, g: 0.012, b: 0.003 }, 0.13);
  }
  const reach = Math.ceil(radius) + 1;
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) {
      const cover = Math.min(1, radius - Math.hypot(dx, dy) + 0.5);
      if (cover <= 0) continue;
      blendPixel(
        raster,
        Math.round(x) + dx,
        Math.round(y) + dy,
        rubber(dx / radius, dy / radius),
        cover,
      );
    }
  }
}

function rubber(nx: number, ny: number): Color {
  const nz = Math.sqrt(Math.max(0, 1 - nx * nx - ny * ny));
  // Two white bands around an axis that leans to the right.
  const axis = nx * 0.45 + ny * -0.75 + nz * 0.48;
  const band = smoothstep(0.04, 0.06, Math.abs(axis)) * smoothstep(0.16, 0.14, Math.abs(axis));
  const paint = mixColor(red, white, band);
  const sun = Math.max(0, -nx * 0.52 - ny * 0.68 + nz * 0.52);
  const sky = 0.16 + 0.14 * -ny;
  const worn = 0.85 + 0.3 * fbm(nx * 8, ny * 8, 4, 231);
  const matte = scaleColor(paint, (sun * 1.5 + sky) * worn);
  const bounce = scaleColor(hex('#5c8a2a'), 0.28 * Math.max(0, ny));
  const shine = sun > 0.9 ? smoothstep(0.93, 0.995, sun) * 1.1 : 0;
  return addColor(addColor(matte, bounce), { r: shine, g: shine, b: shine });
}
