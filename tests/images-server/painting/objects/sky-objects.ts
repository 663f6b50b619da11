import type { Palette } from '../colours';
import { radial } from '../svg';

/** A disc with a glow and soft rays. All objects are drawn in a box of 100 x 100 units. */
export function sun({ light, main }: Palette): string {
  const rays = Array.from({ length: 16 }, (_, i) => {
    const length = i % 2 ? 46 : 40;
    return `<path d="M48.6 ${50 - length}L51.4 ${50 - length}L53 22L47 22Z" transform="rotate(${i * 22.5} 50 50)"/>`;
  }).join('');
  const defs =
    radial(
      'glow',
      [
        [0.3, main.replace(/1\)$/, '.75)')],
        [1, main.replace(/1\)$/, '0)')],
      ],
      0.5,
      0.5,
      0.5,
    ) +
    radial(
      'disc',
      [
        [0, '#fffdf0'],
        [0.45, light],
        [1, main],
      ],
      0.45,
      0.42,
      0.62,
    );
  return (
    `<defs>${defs}</defs><circle cx="50" cy="50" r="50" fill="url(#glow)"/>` +
    `<g fill="${light}" opacity=".7">${rays}</g><circle cx="50" cy="50" r="27" fill="url(#disc)"/>`
  );
}

export function moon({ light, main, dark }: Palette): string {
  const craters = [
    [38, 40, 7],
    [60, 34, 4.5],
    [57, 60, 9],
    [38, 66, 4],
    [70, 50, 3.4],
  ].map(([x, y, r]) => `<circle cx="${x}" cy="${y}" r="${r}" fill="${dark}" opacity=".28"/>`);
  const defs =
    radial('disc', [
      [0, '#fffef6'],
      [0.5, light],
      [0.85, main],
      [1, dark],
    ]) +
    radial(
      'glow',
      [
        [0.5, 'rgba(255,250,220,.5)'],
        [1, 'rgba(255,250,220,0)'],
      ],
      0.5,
      0.5,
      0.5,
    );
  return (
    `<defs>${defs}</defs><circle cx="50" cy="50" r="50" fill="url(#glow)"/>` +
    `<circle cx="50" cy="50" r="34" fill="url(#disc)"/>${craters.join('')}`
  );
}

export function star({ light, main, dark }: Palette): string {
  const point = (i: number, r: number): [number, number] => {
    const angle = (Math.PI * i) / 5 - Math.PI / 2;
    return [50 + r * Math.cos(angle), 53 + r * Math.sin(angle)];
  };
  const outline = Array.from({ length: 10 }, (_, i) => point(i, i % 2 ? 20 : 46));
  const facets = outline.map((from, i) => {
    const to = outline[(i + 1) % 10] ?? from;
    const fill = i % 2 ? dark : light;
    return `<path d="M50 53L${from.join(' ')}L${to.join(' ')}Z" fill="${fill}" opacity=".45"/>`;
  });
  const path = `M${outline.map((p) => p.map((v) => v.toFixed(2)).join(' ')).join('L')}Z`;
  return (
    `<defs>${radial('body', [
      [0, light],
      [0.55, main],
      [1, dark],
    ])}</defs>` +
    `<path d="${path}" fill="url(#body)" stroke="${main}" stroke-width="3" stroke-linejoin="round"/>${facets.join('')}`
  );
}

export function balloon({ light, main, dark, deep }: Palette): string {
  const body = 'M50 4C72 4 84 20 84 38C84 57 64 74 50 78C36 74 16 57 16 38C16 20 28 4 50 4Z';
  return (
    `<defs>${radial('skin', [
      [0, light],
      [0.4, main],
      [0.85, dark],
      [1, deep],
    ])}` +
    `${radial(
      'gleam',
      [
        [0, 'rgba(255,255,255,.9)'],
        [1, 'rgba(255,255,255,0)'],
      ],
      0.5,
      0.5,
      0.5,
    )}</defs>` +
    `<path d="M50 82C44 88 57 92 50 100" fill="none" stroke="#6b6258" stroke-width=".9"/>` +
    `<path d="${body}" fill="url(#skin)"/><path d="M46 83L50 77L54 83Q50 85 46 83Z" fill="${dark}"/>` +
    `<ellipse cx="36" cy="26" rx="8" ry="13" transform="rotate(24 36 26)" fill="url(#gleam)"/>` +
    `<path d="M72 60Q79 50 79 38" fill="none" stroke="${light}" stroke-width="1.6" opacity=".35" stroke-linecap="round"/>`
  );
}

export function heart({ light, main, dark, deep }: Palette): string {
  const body =
    'M50 93C20 70 5 53 5 33C5 17 17 7 30 7C39 7 46 12 50 20C54 12 61 7 70 7C83 7 95 17 95 33C95 53 80 70 50 93Z';
  return (
    `<defs>${radial('skin', [
      [0, light],
      [0.4, main],
      [0.85, dark],
      [1, deep],
    ])}` +
    `${radial(
      'gleam',
      [
        [0, 'rgba(255,255,255,.85)'],
        [1, 'rgba(255,255,255,0)'],
      ],
      0.5,
      0.5,
      0.5,
    )}</defs>` +
    `<path d="${body}" fill="url(#skin)"/>` +
    `<ellipse cx="27" cy="26" rx="13" ry="8" transform="rotate(-38 27 26)" fill="url(#gleam)"/>`
  );
}
