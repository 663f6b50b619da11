import sharp from 'sharp';

/** Size of the picture, image px. */
export const stickerSize = { width: 800, height: 800 } as const;

/** A die-cut sticker with a soft shadow: PNG whose alpha takes every value between clear and opaque. */
export function renderSticker(): Promise<Buffer> {
  return sharp(Buffer.from(stickerSvg())).ensureAlpha().png().toBuffer();
}

function stickerSvg(): string {
  const { width, height } = stickerSize;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 800 800">
<defs>
<linearGradient id="sky" x2="0" y2="1"><stop stop-color="#1d2a44"/><stop offset=".55" stop-color="#b4526a"/><stop offset="1" stop-color="#f6b26b"/></linearGradient>
<linearGradient id="sea" x2="0" y2="1"><stop stop-color="#2a8a94"/><stop offset="1" stop-color="#123c56"/></linearGradient>
<linearGradient id="gloss" x2="1" y2="1"><stop stop-color="#fff" stop-opacity=".5"/><stop offset=".42" stop-color="#fff" stop-opacity=".04"/><stop offset=".43" stop-color="#fff" stop-opacity="0"/></linearGradient>
<linearGradient id="tower" x2="1"><stop stop-color="#fffaf0"/><stop offset=".55" stop-color="#efe3d0"/><stop offset="1" stop-color="#a99a8c"/></linearGradient>
<linearGradient id="band" x2="1"><stop stop-color="#f26b50"/><stop offset=".55" stop-color="#e8553d"/><stop offset="1" stop-color="#9c3020"/></linearGradient>
<linearGradient id="beam"><stop stop-color="#fff2b8" stop-opacity=".95"/><stop offset="1" stop-color="#fff2b8" stop-opacity="0"/></linearGradient>
<radialGradient id="glow"><stop stop-color="#fff6cf"/><stop offset="1" stop-color="#ffd86b" stop-opacity="0"/></radialGradient>
<filter id="soft" x="-30%" y="-30%" width="160%" height="160%"><feGaussianBlur stdDeviation="20"/></filter>
<clipPath id="cut"><circle cx="400" cy="385" r="292"/></clipPath>
</defs>
<circle cx="412" cy="416" r="316" fill="#101522" opacity=".62" filter="url(#soft)"/>
<circle cx="400" cy="385" r="322" fill="#fdfcf8"/>
<g clip-path="url(#cut)">
<rect x="100" y="90" width="600" height="460" fill="url(#sky)"/>
${stars()}
<path d="M404 236 L760 120 L760 300 L404 250Z" fill="url(#beam)"/>
<rect x="100" y="500" width="600" height="200" fill="url(#sea)"/>
${waves()}
<path d="M190 560 C230 500 300 476 350 480 C380 470 430 470 462 486 C520 484 566 520 600 562 C560 590 240 590 190 560Z" fill="#3a2f3b"/>
<path d="M214 552 C250 510 300 490 352 494 C330 520 280 548 214 552Z" fill="#5a4855"/>
<path d="M362 280 H438 L458 500 H342Z" fill="url(#tower)"/>
<path d="M357 332 H443 L448 384 H352Z M348 434 H452 L457 486 H343Z" fill="url(#band)"/>
<rect x="350" y="266" width="100" height="14" rx="4" fill="#26304a"/>
<rect x="372" y="214" width="56" height="52" fill="#ffe9a3"/><path d="M372 214 V266 M391 214 V266 M409 214 V266 M428 214 V266" stroke="#26304a" stroke-width="5"/>
<path d="M362 216 Q400 150 438 216Z" fill="url(#band)"/><circle cx="400" cy="240" r="92" fill="url(#glow)" opacity=".75"/>
<path d="M390 500 v-34 q10 -14 20 0 v34z" fill="#4a3431"/>
<circle cx="400" cy="385" r="292" fill="url(#gloss)"/>
</g>
<circle cx="400" cy="385" r="292" fill="none" stroke="#1d2a44" stroke-width="5" opacity=".55"/>
</svg>`;
}

function stars(): string {
  const places = [
    [210, 210],
    [262, 160],
    [300, 250],
    [330, 140],
    [470, 130],
    [520, 190],
    [240, 300],
    [180, 330],
  ];
  return places
    .map(
      ([x, y], index) =>
        `<circle cx="${x}" cy="${y}" r="${2.5 + (index % 3)}" fill="#fff" opacity=".8"/>`,
    )
    .join('');
}

function waves(): string {
  return [0, 1, 2, 3]
    .map((row) => {
      const y = 592 + row * 26;
      const shift = (row % 2) * 35;
      return `<path d="M${60 + shift} ${y} ${'q18 -16 35 0 t35 0 '.repeat(10)}" fill="none" stroke="#d9f0ea" stroke-width="6" stroke-linecap="round" opacity="${0.75 - row * 0.14}"/>`;
    })
    .join('');
}
