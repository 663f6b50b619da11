import { type Hsl, type Palette, paletteOf } from '../colours';
import type { ObjectNoun } from '../prompt-words';
import { createRandom, type Random } from '../random';
import { cat } from './cat';
import { cup, flower, house, tree } from './ground-objects';
import { balloon, heart, moon, star, sun } from './sky-objects';

interface ObjectDrawing {
  draw(palette: Palette, random: Random): string;
  colour: Hsl;
  /** Width / height at which it looks natural. */
  aspect: number;
  /** Stands on the lower edge of its box; the others float in the middle. */
  stands: boolean;
}

export const objectDrawings: Readonly<Record<ObjectNoun, ObjectDrawing>> = {
  sun: { draw: sun, colour: { h: 44, s: 96, l: 58 }, aspect: 1, stands: false },
  moon: { draw: moon, colour: { h: 48, s: 30, l: 80 }, aspect: 1, stands: false },
  star: { draw: star, colour: { h: 46, s: 94, l: 56 }, aspect: 1, stands: false },
  balloon: { draw: balloon, colour: { h: 356, s: 76, l: 50 }, aspect: 0.85, stands: false },
  heart: { draw: heart, colour: { h: 350, s: 78, l: 52 }, aspect: 1.05, stands: false },
  tree: { draw: tree, colour: { h: 108, s: 44, l: 38 }, aspect: 0.9, stands: true },
  flower: { draw: flower, colour: { h: 336, s: 72, l: 62 }, aspect: 0.75, stands: true },
  cup: { draw: cup, colour: { h: 204, s: 46, l: 52 }, aspect: 1, stands: true },
  house: { draw: house, colour: { h: 10, s: 52, l: 44 }, aspect: 1.05, stands: true },
  cat: { draw: cat, colour: { h: 28, s: 58, l: 52 }, aspect: 0.95, stands: true },
};

/** SVG commands in a box of 100 x 100 units; without a colour the noun's own, a little varied. */
export function drawObject(noun: ObjectNoun, colour: Hsl | undefined, seed: number): string {
  const random = createRandom(seed);
  const { draw, colour: own } = objectDrawings[noun];
  const base = colour ?? { ...own, h: own.h + random.between(-7, 7) };
  return draw(paletteOf(base), random);
}
