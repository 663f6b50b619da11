import { type Color, hex, mixColor, scaleColor } from '../../color';
import { fbm, hash2 } from '../../noise';
import type { Body, Material } from '../../trace/scene';
import { plane, ring, type Shape, sphere, tube } from '../../trace/shapes';
import { box, handle } from '../../trace/solids';
import { type Vec, vec } from '../../trace/vec';
import { coffee, stoneware, wall, wood } from './materials';

const paper = hex('#f3e6c8');
const peel = hex('#f08a1c');

const near = (shape: Shape, material: Body['material']): Body => ({
  shape,
  material,
  distant: false,
});
const far = (shape: Shape, material: Body['material']): Body => ({
  shape,
  material,
  distant: true,
});

function plain(code: string, gloss = 0.01): Body['material'] {
  const color = hex(code);
  return (p) => ({
    color: scaleColor(color, 0.85 + 0.3 * fbm(p.x * 9, p.y * 9 + p.z * 5, 2, 51)),
    gloss,
  });
}

/** The cup: radius 1, height 2.2, its foot at the origin. */
const cup: readonly Body[] = [
  near(tube(0, 0, 1, 0, 2.2), stoneware),
  near(tube(0, 0, 0.92, 0.1, 2.2, true), stoneware),
  near(ring(0, 2.2, 0, 0.92, 1), stoneware),
  near(ring(0, 1.86, 0, 0, 0.92), coffee),
  near(handle(vec(1, 1.12, 0), 0.56, 0.125, 0.96), stoneware),
];

/** A box with printed spine stripes, as a closed book lies. */
function book(y: number, width: number, turn: number, cover: Color, seed: number): Body {
  const material = (p: Vec): Material => {
    const stripe = hash2(Math.floor(p.x * 5), seed, 52) > 0.8;
    const color = stripe ? mixColor(cover, paper, 0.7) : cover;
    return { color: scaleColor(color, 0.85 + 0.3 * fbm(p.x * 6, p.y * 20, 2, seed)), gloss: 0.02 };
  };
  return far(box(vec(-2.25, y, 3.4), vec(width, 0.19, 0.9), turn), material);
}

/** An orange with a dimpled skin. */
const orange = (p: Vec): Material => ({
  color: scaleColor(peel, 0.8 + 0.4 * fbm(p.x * 30, p.y * 30 + p.z * 20, 2, 53)),
  gloss: 0.03,
});

/** A tin with brushes and pencils standing in it. */
const tin: readonly Body[] = [
  far(tube(2.5, 4.3, 0.62, 0, 1.5), plain('#c9ced6', 0.25)),
  far(box(vec(2.2, 2, 4.3), vec(0.07, 1.3, 0.07), 0.3), plain('#e8553d')),
  far(box(vec(2.5, 2.2, 4.4), vec(0.06, 1.4, 0.06), 0.8), plain('#f4c542')),
  far(box(vec(2.8, 1.9, 4.2), vec(0.08, 1.2, 0.08), 0.1), plain('#2b5fa8')),
];

/** What does not belong into a product shot: a sour green wall, books, fruit, a tin of pencils, notes. */
const clutter: readonly Body[] = [
  far(plane(vec(0, 0, -1), -7), wall),
  book(0.19, 1.5, 0.15, hex('#8f2f3f'), 61),
  book(0.57, 1.3, -0.1, hex('#27456e'), 62),
  book(0.95, 1.4, 0.28, hex('#d9b23c'), 63),
  far(sphere(vec(-1.9, 1.62, 3.2), 0.48), orange),
  far(sphere(vec(1.75, 0.5, 2.6), 0.5), orange),
  ...tin,
  far(box(vec(-0.4, 4.1, 6.95), vec(0.75, 0.7, 0.02), 0), plain('#f06fa8')),
  far(box(vec(1.3, 4.7, 6.95), vec(0.7, 0.75, 0.02), 0), plain('#fbe36a')),
  far(box(vec(-2.6, 5.0, 6.95), vec(0.9, 1.2, 0.02), 0), plain('#e9e4da')),
];

const table = near(plane(vec(0, 1, 0), 0), wood);

/** What is in focus. The clutter stands behind it and shades none of it. */
export const subject: readonly Body[] = [...cup, table];

/** What the lens sees out of focus: all but the cup. */
export const backdropBodies: readonly Body[] = [table, ...clutter];

/** What throws shadows onto the backdrop. */
export const everything: readonly Body[] = [...subject, ...clutter];
