import type { Palette } from '../colours';
import type { Random } from '../random';
import { contactShadow, horizontal, radial, vertical } from '../svg';

/** Leaf clusters from dark below to light above, on a forked trunk. */
export function tree({ light, main, dark, deep }: Palette, random: Random): string {
  const bark = horizontal('bark', [
    [0, '#7d5a3c'],
    [0.45, '#6a4a30'],
    [1, '#38261a'],
  ]);
  const cluster = (colour: string, count: number, rise: number, spread: number): string =>
    Array.from({ length: count }, () => {
      const angle = random.between(0, Math.PI * 2);
      const distance = Math.sqrt(random.next()) * spread;
      const [x, y] = [
        50 - rise / 3 + Math.cos(angle) * distance * 1.15,
        38 - rise + Math.sin(angle) * distance,
      ];
      return `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${random.between(3, 8).toFixed(1)}" fill="${colour}"/>`;
    }).join('');
  return (
    `${contactShadow(50, 96, 30, 4)}<defs>${bark}</defs>` +
    `<path d="M45 97Q47 80 46 66L34 50L37 48L48 59L50 45L53 59L64 49L66 52L55 66Q54 82 57 97Z" fill="url(#bark)"/>` +
    `${cluster(deep, 50, -3, 27)}${cluster(dark, 60, 1, 26)}${cluster(main, 60, 4, 22)}` +
    `<g opacity=".75">${cluster(light, 34, 9, 16)}</g>`
  );
}

export function flower({ light, main, dark, deep }: Palette, random: Random): string {
  const tilt = random.between(0, 30);
  const petals = (
    count: number,
    length: number,
    width: number,
    fill: string,
    turn: number,
  ): string =>
    Array.from({ length: count }, (_, i) => {
      const path = `M50 36C${50 - width} ${36 - length * 0.5} ${50 - width * 0.7} ${36 - length} 50 ${36 - length}C${50 + width * 0.7} ${36 - length} ${50 + width} ${36 - length * 0.5} 50 36Z`;
      return `<path d="${path}" fill="${fill}" transform="rotate(${turn + (i * 360) / count} 50 36)"/>`;
    }).join('');
  const defs =
    vertical('petal', [
      [0, light],
      [0.6, main],
      [1, dark],
    ]) +
    vertical('inner', [
      [0, main],
      [1, deep],
    ]) +
    radial('eye', [
      [0, '#ffe28a'],
      [0.6, '#e0a02c'],
      [1, '#84540f'],
    ]);
  return (
    `<defs>${defs}</defs><path d="M50 40C47 60 54 78 50 100" fill="none" stroke="#3f7a3a" stroke-width="3"/>` +
    `<path d="M51 76C62 60 78 62 84 66C74 78 62 82 51 79Z" fill="#4f9148"/>` +
    `<path d="M50 86C40 70 26 70 18 75C28 88 40 91 50 89Z" fill="#3d7f3c"/>` +
    `${petals(10, 34, 11, 'url(#inner)', tilt + 18)}${petals(10, 32, 10, 'url(#petal)', tilt)}` +
    '<circle cx="50" cy="36" r="9" fill="url(#eye)"/>'
  );
}

export function cup({ light, main, dark, deep }: Palette): string {
  const glaze = horizontal('glaze', [
    [0, main],
    [0.22, light],
    [0.5, main],
    [0.85, dark],
    [1, deep],
  ]);
  const coffee = radial(
    'coffee',
    [
      [0, '#8a5a34'],
      [1, '#3a2113'],
    ],
    0.5,
    0.4,
    0.6,
  );
  return (
    `${contactShadow(48, 92, 44, 7)}<defs>${glaze}${coffee}</defs>` +
    `<path d="M72 38C98 34 98 72 68 72" fill="none" stroke="${dark}" stroke-width="7"/>` +
    `<path d="M72 36.500C97 32 97 70 68 70.500" fill="none" stroke="${main}" stroke-width="4"/>` +
    `<path d="M14 28C14 62 20 88 30 91Q46 95 62 91C72 88 78 62 78 28Z" fill="url(#glaze)"/>` +
    `<ellipse cx="46" cy="28" rx="32" ry="8.500" fill="${light}"/>` +
    `<ellipse cx="46" cy="28.800" rx="28.500" ry="6.600" fill="url(#coffee)"/>` +
    `<g fill="none" stroke="#fff" stroke-width="2" stroke-linecap="round" opacity=".28">` +
    `<path d="M38 20C33 14 43 10 38 3"/><path d="M52 20C47 13 57 9 52 2"/></g>`
  );
}

export function house({ light, main, dark, deep }: Palette): string {
  const wall = horizontal('wall', [
    [0, '#f6ead6'],
    [0.62, '#e9d8bd'],
    [0.63, '#cdb898'],
    [1, '#b39c7c'],
  ]);
  const pane = vertical('pane', [
    [0, '#ffe9ac'],
    [1, '#f0b95a'],
  ]);
  const windows = [
    [20, 60],
    [70, 60],
  ].map(
    ([x, y]) =>
      `<rect x="${x}" y="${y}" width="13" height="14" fill="url(#pane)" stroke="#7b6248" stroke-width="1.500"/>`,
  );
  return (
    `${contactShadow(50, 94, 50, 6)}<defs>${wall}${pane}${vertical('roof', [
      [0, light],
      [0.35, main],
      [1, dark],
    ])}</defs>` +
    `<rect x="66" y="14" width="9" height="22" fill="#8b6a55"/>` +
    `<rect x="12" y="46" width="76" height="48" fill="url(#wall)"/>` +
    `<path d="M3 50L30 14L70 14L97 50Z" fill="url(#roof)"/><path d="M3 50L97 50L95 53L5 53Z" fill="${deep}" opacity=".6"/>` +
    `<path d="M43 94V68Q50 61 57 68V94Z" fill="${deep}"/><circle cx="54" cy="81" r="1.200" fill="#ecd9a4"/>${windows.join('')}`
  );
}
