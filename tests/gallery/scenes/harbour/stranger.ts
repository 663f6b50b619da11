import { svg } from './town';

/** Size of the figure's layer, image px; the soles stand on its lower edge. */
export const stranger = { width: 190, height: 470 } as const;

/** Somebody with a rucksack who stands in the picture, seen from behind. */
export function strangerSvg(): string {
  const { width, height } = stranger;
  return svg(
    width,
    height,
    `<path d="M66 268 C62 330 62 390 66 446 L60 462 Q76 470 94 464 L96 440 C98 390 98 340 98 300Z" fill="#33415a"/>
    <path d="M96 290 C100 340 104 390 106 444 L102 464 Q122 470 138 461 L131 446 C134 390 136 330 130 262Z" fill="#2b3850"/>
    <path d="M58 458 Q76 452 95 458 L95 469 H57Z M101 458 Q120 451 140 457 L141 468 H101Z" fill="#2c211b"/>
    <path d="M46 118 C34 160 26 206 28 262 L46 268 C52 220 56 190 62 160Z" fill="#b07a2a"/>
    <path d="M144 118 C158 160 166 206 164 258 L147 266 C140 220 136 190 130 160Z" fill="#96651f"/>
    <circle cx="36" cy="272" r="11" fill="#c58d6c"/><circle cx="156" cy="269" r="11" fill="#a87555"/>
    <path d="M70 88 C52 94 44 106 44 126 L54 286 C80 298 114 298 140 284 L148 126 C146 104 138 94 120 88Z" fill="#bd862f"/>
    <path d="M56 270 C80 284 114 284 141 268 L140 284 C114 298 80 298 54 286Z" fill="#7e5517"/>
    <path d="M62 118 C62 100 76 96 95 96 C114 96 128 100 128 118 L132 226 C132 242 122 246 95 246 C68 246 58 242 58 226Z" fill="#8f2f2c"/>
    <path d="M66 184 C84 190 106 190 125 184 L128 226 C128 238 118 240 95 240 C72 240 63 238 63 226Z" fill="#7a2523"/>
    <path d="M66 182 C84 190 106 190 125 182" stroke="#4d1716" stroke-width="3" fill="none"/>
    <path d="M94 98 V180 M86 240 v-20 M104 240 v-20" stroke="#5d1c1a" stroke-width="2.5"/>
    <path d="M66 100 C58 120 54 150 56 190 M124 100 C133 120 137 150 135 190" stroke="#2a2422" stroke-width="5" fill="none"/>
    <path d="M82 66 h27 v26 q-13 8 -27 0z" fill="#b98262"/>
    <ellipse cx="95" cy="46" rx="25" ry="31" fill="#3d2a1f"/>
    <path d="M69 40 C66 14 80 4 96 4 C113 4 125 14 121 40 C108 33 84 33 69 40Z" fill="#2f5660"/>
    <path d="M68 38 C84 31 108 31 122 38 L122 48 C106 41 86 41 68 48Z" fill="#274a53"/>
    <ellipse cx="70" cy="54" rx="4" ry="8" fill="#b98262"/><ellipse cx="120" cy="54" rx="4" ry="8" fill="#9c6a4d"/>`,
  );
}
