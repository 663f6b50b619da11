import sharp from 'sharp';

/** Size of the picture, image px. */
export const slideSize = { width: 1600, height: 900 } as const;

const font = 'font-family="DejaVu Sans, Verdana, Arial, sans-serif"';
const ink = '#1f3a2e';

/** A lesson slide whose title is misspelt ("Photosyntesis"), as an SVG document. */
export function slideSvg(): string {
  const { width, height } = slideSize;
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">
<defs>
<linearGradient id="paper" x2="0" y2="1"><stop stop-color="#fdfbf3"/><stop offset="1" stop-color="#f0efdd"/></linearGradient>
<radialGradient id="sun"><stop stop-color="#ffe58a"/><stop offset=".6" stop-color="#f9c23c"/><stop offset="1" stop-color="#f0a11e"/></radialGradient>
<linearGradient id="leaf" x2="1" y2="1"><stop stop-color="#8cc152"/><stop offset="1" stop-color="#2f7d3f"/></linearGradient>
<linearGradient id="soil" x2="0" y2="1"><stop stop-color="#8a6242"/><stop offset="1" stop-color="#5f412b"/></linearGradient>
</defs>
<rect width="1600" height="900" fill="url(#paper)"/>
<rect width="1600" height="14" fill="#2f7d3f"/>
<text x="90" y="140" ${font} font-size="84" font-weight="700" fill="${ink}">Photosyntesis</text>
<text x="92" y="200" ${font} font-size="34" fill="#5b6f63">How a leaf turns light into food</text>
${facts()}
${plant()}
<text x="90" y="856" ${font} font-size="24" fill="#7d8a80">Biology, year 7 · lesson 4</text>
<text x="1510" y="856" text-anchor="end" ${font} font-size="24" fill="#7d8a80">12 / 20</text>
</svg>
`;
}

/** The slide as PNG. */
export function renderSlide(): Promise<Buffer> {
  return sharp(Buffer.from(slideSvg())).png().toBuffer();
}

function facts(): string {
  const lines = [
    ['#f0a11e', 'Light', 'is caught by the green chlorophyll'],
    ['#3d8fc4', 'Water', 'rises from the roots'],
    ['#7d8a80', 'Carbon dioxide', 'enters through the stomata'],
    ['#e8553d', 'Sugar', 'feeds the plant, oxygen leaves it'],
  ] as const;
  return lines
    .map(([color, word, rest], index) => {
      const y = 320 + index * 118;
      return `<circle cx="116" cy="${y - 14}" r="26" fill="${color}"/>
<text x="116" y="${y - 4}" text-anchor="middle" ${font} font-size="28" font-weight="700" fill="#fff">${index + 1}</text>
<text x="168" y="${y - 16}" ${font} font-size="36" font-weight="700" fill="${ink}">${word}</text>
<text x="168" y="${y + 24}" ${font} font-size="28" fill="#46584e">${rest}</text>`;
    })
    .join('\n');
}

function plant(): string {
  return `<circle cx="1420" cy="190" r="92" fill="url(#sun)"/>
<g stroke="#f0a11e" stroke-width="10" stroke-linecap="round" stroke-dasharray="26 20"><path d="M1332 262 L1216 356"/><path d="M1300 214 L1150 300"/><path d="M1372 296 L1282 400"/></g>
<path d="M800 740 Q1160 690 1520 740 V800 H800Z" fill="url(#soil)"/>
<path d="M1150 730 C1146 640 1156 560 1150 420" stroke="#4f8f3a" stroke-width="18" fill="none"/>
<path d="M1150 730 q-40 30 -78 52 M1150 730 q6 40 -4 64 M1150 730 q44 26 84 50" stroke="#d9c2a0" stroke-width="8" fill="none"/>
<path d="M1150 600 C1060 610 960 560 930 470 C1040 460 1130 510 1150 600Z" fill="url(#leaf)"/>
<path d="M1152 540 C1180 440 1280 390 1390 420 C1370 520 1270 570 1152 540Z" fill="url(#leaf)"/>
<path d="M1150 430 C1100 390 1090 310 1140 250 C1200 310 1200 390 1150 430Z" fill="url(#leaf)"/>
<path d="M1150 600 Q1040 540 930 470 M1152 540 Q1270 490 1390 420 M1150 430 Q1146 340 1140 250" stroke="#e4f1cf" stroke-width="4" fill="none" opacity=".8"/>
<g ${font} font-size="30" font-weight="700"><text x="812" y="420" fill="#66736a">CO₂</text><text x="1430" y="560" fill="#3d8fc4">O₂</text><text x="1222" y="702" fill="#3d8fc4">H₂O</text></g>
<g stroke-width="7" fill="none" stroke-linecap="round"><path d="M880 424 q44 8 70 34" stroke="#66736a"/><path d="M1356 508 q34 30 66 40" stroke="#3d8fc4"/><path d="M1206 716 q-28 -8 -42 -46" stroke="#3d8fc4"/></g>`;
}
