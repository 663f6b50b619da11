import { svg } from './town';

/** A moored boat: where its layer goes and how large it is, image px. The layer's lower edge lies on the water. */
export interface Boat {
  readonly left: number;
  readonly waterline: number;
  readonly width: number;
  readonly height: number;
  readonly svg: string;
}

/** The boats in the harbour, the farthest first. */
export const boats: readonly Boat[] = [
  boat(1130, 596, 0.52, trawler('#5c6f73', '#e7e1d3')),
  boat(250, 628, 0.66, sloop('#f0ece2', '#26466b')),
  boat(560, 668, 1, trawler('#1f4f78', '#f2eee4')),
  boat(70, 742, 0.95, dinghy('#b5402f')),
];

function boat(left: number, waterline: number, scale: number, content: string): Boat {
  const width = Math.round(440 * scale);
  const height = Math.round(330 * scale);
  return {
    left,
    waterline,
    width,
    height,
    svg: svg(width, height, `<g transform="scale(${scale})">${content}</g>`),
  };
}

function trawler(hull: string, house: string): string {
  return `<path d="M96 262 V40 M330 262 V92" stroke="#6b4a2c" stroke-width="6"/>
    <path d="M96 46 L18 250 M96 46 L330 100 L420 232 M96 70 L200 190 M330 100 L230 200" stroke="#2a2622" stroke-width="1.6" fill="none"/>
    <path d="M96 150 L190 92" stroke="#7a5a38" stroke-width="5"/>
    <rect x="226" y="150" width="84" height="92" rx="4" fill="${house}"/>
    <rect x="218" y="142" width="100" height="12" rx="3" fill="#a8402f"/>
    <path d="M234 164 h20 v24 h-20z M259 164 h20 v24 h-20z M284 164 h20 v24 h-20z" fill="#24323c"/>
    <path d="M234 164 h20 l-20 14z M259 164 h20 l-20 14z M284 164 h20 l-20 14z" fill="#9fb6c4" opacity="0.6"/>
    <rect x="300" y="104" width="16" height="40" fill="#3a3a3c"/>
    <path d="M10 232 C120 252 260 250 430 212 C424 260 404 306 376 330 H62 C36 306 20 274 10 232Z" fill="${hull}"/>
    <path d="M10 232 C120 252 260 250 430 212 L428 224 C260 262 120 264 13 246Z" fill="#f4efe4"/>
    <path d="M45 312 C150 322 280 322 392 306 L376 330 H62Z" fill="#8a2f27"/>
    <g fill="#d98a3a"><circle cx="120" cy="276" r="10"/><circle cx="190" cy="280" r="10"/><circle cx="270" cy="278" r="10"/></g>
    <path d="M110 226 q20 -26 44 -4 q22 -20 40 4z" fill="#2f6f5a"/>`;
}

function sloop(hull: string, stripe: string): string {
  return `<path d="M210 250 V8" stroke="#d9d4c8" stroke-width="6"/>
    <path d="M210 10 L22 248 M210 10 L420 240 M210 60 L150 250 M210 60 L270 250" stroke="#3a3a3a" stroke-width="1.5"/>
    <path d="M214 226 L382 220 L382 234 L214 244Z" fill="#31507a"/>
    <path d="M120 246 q70 -40 190 -6 l20 12 h-220z" fill="#e9e4d8"/>
    <path d="M160 236 h26 v9 h-26z M200 232 h26 v9 h-26z M240 233 h26 v9 h-26z" fill="#22303a"/>
    <path d="M12 246 C140 262 300 262 428 240 C410 290 380 320 350 330 H80 C46 312 26 284 12 246Z" fill="${hull}"/>
    <path d="M24 268 C150 282 300 282 418 264 L414 274 C300 292 150 292 29 278Z" fill="${stripe}"/>`;
}

function dinghy(hull: string): string {
  return `<path d="M40 284 C140 300 280 300 396 276 C388 306 372 322 352 330 H84 C62 320 48 304 40 284Z" fill="${hull}"/>
    <path d="M40 284 C140 300 280 300 396 276 L392 286 C280 308 140 308 44 294Z" fill="#f1e6d2"/>
    <path d="M60 283 C150 293 270 293 370 276 C270 266 150 270 60 283Z" fill="#5a3a26"/>
    <path d="M130 272 h18 v18 h-18z M240 270 h18 v20 h-18z" fill="#9a6b42"/>
    <path d="M80 270 L330 288" stroke="#c9a371" stroke-width="5"/>`;
}
