import { createRandom, mix } from '../../noise';

const walls = [
  '#c9553f',
  '#d9a441',
  '#e8dcc3',
  '#7f9a94',
  '#b8452f',
  '#e3c07a',
  '#5f7f9b',
  '#d8c9b0',
  '#a8683f',
];
const roofs = ['#7a3f2e', '#5b4a45', '#8a4a33', '#4c4a4f'];

/** A row of narrow houses on the far quay as an SVG, `width` x `height` image px; they stand on its lower edge. */
export function townSvg(width: number, height: number): string {
  const random = createRandom(8);
  const houses: string[] = [];
  for (let x = -30; x < width; ) {
    const breadth = mix(84, 138, random());
    const wall = mix(0.42, 0.68, random()) * height;
    houses.push(house(x, height, breadth, wall, random));
    x += breadth - 1;
  }
  return svg(width, height, houses.join(''));
}

/** The SVG frame that all drawings of the harbour share. */
export function svg(width: number, height: number, content: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}">${content}</svg>`;
}

function house(
  x: number,
  ground: number,
  breadth: number,
  wall: number,
  random: () => number,
): string {
  const color = walls[Math.floor(random() * walls.length)] ?? '#ccc';
  const roof = roofs[Math.floor(random() * roofs.length)] ?? '#555';
  const top = ground - wall;
  const gable = random() < 0.5;
  const rise = mix(38, 72, random());
  const crown = gable
    ? `<path d="M${x} ${top} L${x + breadth / 2} ${top - rise} L${x + breadth} ${top}Z" fill="${color}"/>
       <path d="M${x - 3} ${top + 3} L${x + breadth / 2} ${top - rise - 3} L${x + breadth + 3} ${top + 3}" fill="none" stroke="${roof}" stroke-width="6"/>`
    : `<path d="M${x - 2} ${top} L${x + 10} ${top - rise} H${x + breadth - 10} L${x + breadth + 2} ${top}Z" fill="${roof}"/>
       ${dormers(x, top, breadth, rise)}`;
  const chimney = x + breadth * mix(0.2, 0.75, random());
  return `<rect x="${chimney}" y="${top - rise - 14}" width="13" height="40" fill="#6d4336"/>
    <rect x="${chimney - 2}" y="${top - rise - 18}" width="17" height="6" fill="#4a322b"/>
    ${crown}<rect x="${x}" y="${top}" width="${breadth}" height="${wall}" fill="${color}"/>
    <rect x="${x}" y="${top}" width="${breadth}" height="5" fill="#000" opacity="0.35"/>
    <rect x="${x + breadth - 4}" y="${top}" width="4" height="${wall}" fill="#000" opacity="0.22"/>
    ${windows(x, top, ground, breadth, random)}`;
}

function dormers(x: number, top: number, breadth: number, rise: number): string {
  return [0.3, 0.7]
    .map((share) => {
      const middle = x + breadth * share;
      const y = top - rise * 0.72;
      return `<rect x="${middle - 9}" y="${y}" width="18" height="${rise * 0.55}" fill="#e6dccb"/>
        <rect x="${middle - 6}" y="${y + 4}" width="12" height="${rise * 0.4}" fill="#2b3742"/>
        <path d="M${middle - 12} ${y} L${middle} ${y - 9} L${middle + 12} ${y}Z" fill="#3f3a3c"/>`;
    })
    .join('');
}

function windows(
  x: number,
  top: number,
  ground: number,
  breadth: number,
  random: () => number,
): string {
  const columns = Math.round(breadth / 34);
  const rows = Math.floor((ground - top - 52) / 46);
  const panes: string[] = [];
  for (let row = 0; row < rows; row += 1) {
    for (let column = 0; column < columns; column += 1) {
      const wx = x + ((column + 0.5) / columns) * breadth - 9;
      const glass = random() < 0.16 ? '#caa25e' : random() < 0.3 ? '#8fa7b8' : '#26323d';
      panes.push(pane(wx, top + 18 + row * 46, glass));
    }
  }
  return panes.join('') + shopFront(x, ground, breadth, random);
}

function pane(x: number, y: number, glass: string): string {
  return `<rect x="${x - 2.5}" y="${y - 2.5}" width="23" height="33" fill="#f1eadc"/>
    <rect x="${x}" y="${y}" width="18" height="28" fill="${glass}"/>
    <path d="M${x} ${y} h18 v5 l-18 9z" fill="#fff" opacity="0.13"/>
    <path d="M${x + 9} ${y} v28 M${x} ${y + 11} h18" stroke="#f1eadc" stroke-width="1.8"/>
    <rect x="${x}" y="${y}" width="18" height="3" fill="#000" opacity="0.4"/>
    <rect x="${x - 4}" y="${y + 30}" width="26" height="3" fill="#000" opacity="0.3"/>`;
}

function shopFront(x: number, ground: number, breadth: number, random: () => number): string {
  const door = x + breadth * mix(0.15, 0.6, random());
  const awning = ['#b23a34', '#2f5d6e', '#d8b457'][Math.floor(random() * 3)] ?? '#444';
  return `<rect x="${x + 6}" y="${ground - 42}" width="${breadth - 12}" height="30" fill="#222b31"/>
    <rect x="${x + 6}" y="${ground - 42}" width="${breadth - 12}" height="8" fill="#f0c27a" opacity="0.35"/>
    <rect x="${door}" y="${ground - 42}" width="20" height="42" fill="#3b2c26"/>
    <path d="M${x + 3} ${ground - 44} h${breadth - 6} l5 13 h-${breadth + 4}z" fill="${awning}"/>
    <path d="M${x} ${ground - 31} h${breadth}" stroke="#000" stroke-width="3" opacity="0.4"/>`;
}
