import type { Size } from '../sizes';
import { css, type Hsl } from './colours';
import { createRandom, type Random } from './random';
import { radial, vertical } from './svg';

/** For prompts without a known noun: soft folds of cloth-like bands, coloured by the seed. */
export function drawPattern(
  { width, height }: Size,
  colour: Hsl | undefined,
  seed: number,
): string {
  const random = createRandom(seed);
  const base = colour ?? { h: random.between(0, 360), s: 46, l: 54 };
  const background = vertical('base', [
    [0, css({ ...base, l: base.l + 18 })],
    [1, css({ ...base, h: base.h + 24, l: base.l * 0.7 })],
  ]);
  const bands = Array.from({ length: 9 }, (_, i) => band({ width, height }, base, i / 9, random));
  const light = radial(
    'light',
    [
      [0, 'rgba(255,255,255,.38)'],
      [0.6, 'rgba(255,255,255,0)'],
      [1, 'rgba(0,0,0,.24)'],
    ],
    0.34,
    0.28,
    0.95,
  );
  return (
    `<defs>${background}${light}</defs><rect width="${width}" height="${height}" fill="url(#base)"/>` +
    `${bands.join('')}<rect width="${width}" height="${height}" fill="url(#light)"/>`
  );
}

function band({ width, height }: Size, base: Hsl, at: number, random: Random): string {
  const id = `band${Math.round(at * 9)}`;
  const turn = random.between(-34, 34);
  const lightness = base.l * random.between(0.75, 1.25);
  const colour = { h: base.h + turn, s: base.s * random.between(0.8, 1.1), l: lightness };
  const y = (at * 1.1 - 0.05) * height;
  const swing = height * random.between(0.05, 0.16);
  const [a, b] = [y + swing * random.between(-1, 1), y + swing * random.between(-1, 1)];
  const edge = `M0 ${a.toFixed(1)}C${width * 0.33} ${(a - swing).toFixed(1)} ${width * 0.66} ${(b + swing).toFixed(1)} ${width} ${b.toFixed(1)}`;
  const gradient = vertical(id, [
    [0, css({ ...colour, l: colour.l + 16 }, 0.95)],
    [0.25, css(colour, 0.9)],
    [1, css({ ...colour, l: colour.l * 0.75 }, 0.5)],
  ]);
  return `<defs>${gradient}</defs><path d="${edge}V${height}H0Z" fill="url(#${id})"/>`;
}
