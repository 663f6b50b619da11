import type { Size } from '../sizes';
import { css, type Hsl } from './colours';
import type { SceneNoun } from './prompt-words';
import { createRandom, type Random } from './random';
import { radial, vertical } from './svg';

type SceneDrawing = (size: Size, random: Random, colour: Hsl | undefined) => string;

const drawings: Readonly<Record<SceneNoun, SceneDrawing>> = {
  sky: (size, random, colour) => sky(size, random, colour),
  mountain: (size, random, colour) =>
    sky(size, random, undefined) + mountains(size, random, colour),
  sea: (size, random, colour) => sky(size, random, undefined) + sea(size, random, colour),
};

/** SVG commands, in image px, that fill `size` with a view. */
export function drawScene(
  noun: SceneNoun,
  size: Size,
  colour: Hsl | undefined,
  seed: number,
): string {
  return drawings[noun](size, createRandom(seed), colour);
}

export function sky({ width, height }: Size, random: Random, colour: Hsl | undefined): string {
  const { h, s, l } = colour ?? { h: 208 + random.between(-8, 8), s: 66, l: 56 };
  const gradient = vertical('sky', [
    [0, css({ h: h + 6, s, l: l * 0.78 })],
    [0.6, css({ h, s: s * 0.9, l: l + (100 - l) * 0.45 })],
    [1, css({ h: h - 150, s: 52, l: 90 })],
  ]);
  const clouds = Array.from({ length: 4 }, () => cloud({ width, height }, random)).join('');
  const puff = radial(
    'puff',
    [
      [0, 'rgba(255,255,255,.85)'],
      [0.55, 'rgba(255,255,255,.5)'],
      [1, 'rgba(255,255,255,0)'],
    ],
    0.45,
    0.4,
    0.55,
  );
  return `<defs>${gradient}${puff}</defs><rect width="${width}" height="${height}" fill="url(#sky)"/>${clouds}`;
}

function cloud({ width, height }: Size, random: Random): string {
  const [cx, cy] = [random.between(0, width), random.between(0.08, 0.5) * height];
  const scale = random.between(0.05, 0.1) * Math.max(width, height);
  return Array.from({ length: 14 }, () => {
    const offset = random.between(-1, 1);
    const r = scale * random.between(0.5, 1) * (1.1 - Math.abs(offset) * 0.7);
    const [x, y] = [
      cx + offset * scale * 2.2,
      cy - random.between(0, 0.5) * scale * (1 - Math.abs(offset)),
    ];
    return `<ellipse cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" rx="${(r * 1.2).toFixed(1)}" ry="${(r * 0.7).toFixed(1)}" fill="url(#puff)"/>`;
  }).join('');
}

/** Ranges one behind the other, paler with distance. */
export function mountains(
  { width, height }: Size,
  random: Random,
  colour: Hsl | undefined,
): string {
  const base = colour ?? { h: 214, s: 28, l: 40 };
  return [0, 1, 2, 3]
    .map((layer) => {
      const near = layer / 3;
      const { h, s, l } = base;
      const top = (0.3 + near * 0.4) * height;
      const ridge = ridgeLine(width, top, height * (0.22 - near * 0.1), random);
      const shade = {
        h: colour ? h : h - near * 95,
        s: s * (0.7 + near * 0.5),
        l: l + (1 - near) * 32,
      };
      const id = `range${layer}`;
      const gradient = vertical(id, [
        [0, css(shade)],
        [1, css({ ...shade, l: shade.l + 14 })],
      ]);
      return `<defs>${gradient}</defs><path d="M0 ${height}L${ridge}L${width} ${height}Z" fill="url(#${id})"/>`;
    })
    .join('');
}

/** Midpoint displacement from edge to edge. */
function ridgeLine(width: number, top: number, rough: number, random: Random): string {
  let line = [top + random.between(-0.5, 0.5) * rough, top - random.between(0, 0.6) * rough, top];
  for (let amount = rough; line.length < 120; amount /= 2) {
    line = line.flatMap((y, i) => {
      const next = line[i + 1];
      return next === undefined ? [y] : [y, (y + next) / 2 + random.between(-0.6, 0.6) * amount];
    });
  }
  return line
    .map((y, i) => `${((i / (line.length - 1)) * width).toFixed(1)} ${y.toFixed(1)}`)
    .join('L');
}

export function sea({ width, height }: Size, random: Random, colour: Hsl | undefined): string {
  const { h, s, l } = colour ?? { h: 200, s: 58, l: 42 };
  const horizon = height * 0.42;
  const water = vertical('water', [
    [0, css({ h: h - 8, s: s * 0.8, l: l + 26 })],
    [0.3, css({ h, s, l })],
    [1, css({ h: h + 6, s, l: l * 0.6 })],
  ]);
  const glints = Array.from({ length: 130 }, () => {
    const depth = random.next() ** 1.6;
    const [x, y] = [random.between(0, width), horizon + depth * (height - horizon)];
    const [rx, ry] = [width * (0.012 + depth * 0.06), height * (0.0008 + depth * 0.004)];
    const fill = random.next() < 0.6 ? 'rgba(255,255,255,.22)' : css({ h, s, l: l * 0.5 }, 0.25);
    return `<ellipse cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" rx="${rx.toFixed(1)}" ry="${ry.toFixed(2)}" fill="${fill}"/>`;
  }).join('');
  return `<defs>${water}</defs><rect y="${horizon}" width="${width}" height="${height - horizon}" fill="url(#water)"/>${glints}`;
}
