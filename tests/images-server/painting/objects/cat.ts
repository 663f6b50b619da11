import type { Palette } from '../colours';
import { contactShadow, radial } from '../svg';

/** A sitting cat, seen from the front. */
export function cat(palette: Palette): string {
  const { light, main, dark, deep } = palette;
  const defs =
    radial(
      'fur',
      [
        [0, light],
        [0.5, main],
        [1, dark],
      ],
      0.4,
      0.25,
      0.8,
    ) +
    radial(
      'iris',
      [
        [0.2, '#d8e56a'],
        [1, '#6d8a2b'],
      ],
      0.5,
      0.5,
      0.55,
    );
  return (
    `${contactShadow(50, 95, 38, 5)}<defs>${defs}</defs>` +
    `<path d="M70 88C96 92 98 68 88 60C84 57 80 61 84 65C90 72 84 82 68 78Z" fill="${dark}"/>` +
    `<path d="M27 95C20 70 30 50 50 50C70 50 80 70 73 95Q50 99 27 95Z" fill="url(#fur)"/>` +
    `<ellipse cx="50" cy="73" rx="11" ry="17" fill="${light}" opacity=".6"/>${paws(palette)}` +
    `<path d="M24 36L22 6L42 19Z" fill="${main}"/><path d="M76 36L78 6L58 19Z" fill="${dark}"/>` +
    `<path d="M27 28L25.500 12L37 19.500Z" fill="#d99a94"/><path d="M73 28L74.500 12L63 19.500Z" fill="#c98780"/>` +
    `<path d="M50 15C70 15 80 28 79 40C78 53 65 60 50 60C35 60 22 53 21 40C20 28 30 15 50 15Z" fill="url(#fur)"/>` +
    `<g fill="none" stroke="${deep}" stroke-width="2.200" stroke-linecap="round" opacity=".6">` +
    `<path d="M50 17V25"/><path d="M43 18L44 24"/><path d="M57 18L56 24"/><path d="M24 44L31 43"/><path d="M76 44L69 43"/></g>${face(deep)}`
  );
}

function paws({ light, main, deep }: Palette): string {
  return [40, 60]
    .map(
      (x) =>
        `<path d="M${x - 6} 70Q${x - 8} 90 ${x - 8} 93Q${x} 98 ${x + 8} 93Q${x + 7} 84 ${x + 5} 70Z" fill="${main}"/>` +
        `<ellipse cx="${x}" cy="93.500" rx="8" ry="3.600" fill="${light}"/>` +
        `<path d="M${x - 2.5} 92V96M${x + 2.5} 92V96" stroke="${deep}" stroke-width=".8" opacity=".6"/>`,
    )
    .join('');
}

function face(deep: string): string {
  const eyes = [37, 63].map(
    (x) =>
      `<ellipse cx="${x}" cy="36" rx="6.500" ry="5.600" fill="url(#iris)" stroke="${deep}" stroke-width="1"/>` +
      `<ellipse cx="${x}" cy="36" rx="2" ry="4.800" fill="#16120e"/><circle cx="${x - 1.8}" cy="33.800" r="1.300" fill="#fff"/>`,
  );
  return (
    `${eyes.join('')}<ellipse cx="50" cy="49" rx="10" ry="6.500" fill="#fff" opacity=".35"/>` +
    `<path d="M46.500 44.500H53.500L50 48.500Z" fill="#d8847f"/>` +
    `<path d="M50 48.500V50.500M50 50.500Q46 54.500 42.500 51.500M50 50.500Q54 54.500 57.500 51.500" fill="none" stroke="${deep}" stroke-width="1.200" stroke-linecap="round"/>` +
    `<path d="M38 48L16 45M38 50L17 53M62 48L84 45M62 50L83 53" stroke="#fff" stroke-width=".6" opacity=".8"/>`
  );
}
