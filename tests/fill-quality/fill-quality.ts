import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { grow, intersect, rectOf } from '../../utils/base/geometry';
import { boundsOf, cropRaster, type Raster8 } from '../../utils/pixels/raster';
import { createRandom } from '../gallery/noise';
import { type FillFigures, measureFill } from './measures';
import { openMethods } from './methods';
import { caseNames, drawCase, type RemovalCase } from './scenes';

/*
 * `npx tsx tests/fill-quality/fill-quality.ts` fills what is drawn with and without a thing by ours and by the peers that are on
 * this machine, writes the table beside it, and side-by-side pictures into `out/fill-quality/`: columns shuffled and without
 * names (`key.json` has them), those first where another one is nearer to the truth. `… fill-quality.ts 1 4` measures those
 * sizes (MP) alone; the others' rows stay as they were measured before. `quick` leaves out SHIFTMAP and G'MIC, by which all takes
 * hours; `some` lets them fill every fifth scene, and with `few` nobody fills more than those.
 */

const sizes = [1, 4, 12];
const words = process.argv.slice(2);
const isQuick = words.includes('quick');
/** The slow ones fill every so many-th scene. */
const isFew = words.includes('few');
const slowEvery = words.includes('some') || isFew ? 5 : 1;
const wanted = words.map(Number).filter((size) => size > 0);
const folder = path.resolve('out/fill-quality');

type Row = FillFigures & { readonly ms: number };
type Measured = { readonly name: string; readonly rows: Readonly<Record<string, Row>> };

async function measureSize(megapixels: number): Promise<void> {
  const place = path.join(folder, `${megapixels}`);
  mkdirSync(place, { recursive: true });
  const { methods, slow, missing } = await openMethods(place, !isQuick);
  if (missing.length > 0) console.log(`Not on this machine: ${missing.join(', ')}`);
  const all: Measured[] = [];
  for (const [index, [ground, thing]] of caseNames.entries()) {
    if (isFew && index % slowEvery > 0) continue;
    const of = drawCase(ground, thing, megapixels);
    const rows: Record<string, Row> = {};
    const filled = new Map<string, Raster8>();
    for (const [method, fill] of [...methods, ...(index % slowEvery === 0 ? slow : [])]) {
      const start = performance.now();
      const made = await fill(of);
      const ms = performance.now() - start;
      rows[method] = { ...measureFill(made, of.truth, of.hole), ms };
      filled.set(method, made);
    }
    all.push({ name: of.name, rows });
    await writeSheet(megapixels, of, filled);
    console.log(megapixels, of.name, rows);
    writeFileSync(path.join(folder, `${megapixels}.json`), JSON.stringify(all)); // what there is, should it be ended
  }
}

/** What stands in which column, by the sheet's file. */
const columns: Record<string, readonly string[]> = {};

/** The surroundings of the hole: the picture, then the fillings in an order that does not tell whose they are. */
async function writeSheet(
  megapixels: number,
  { name, picture, hole }: RemovalCase,
  filled: ReadonlyMap<string, Raster8>,
): Promise<void> {
  const file = `${megapixels}/${name}.png`;
  const random = createRandom(name.length * 31 + name.charCodeAt(0) + megapixels);
  const order = [...filled.keys()].sort(() => random() - 0.5);
  columns[file] = order;
  const box = boundsOf(hole, picture, 1) ?? rectOf(picture);
  const area = intersect(grow(box, Math.round(0.3 * box.width)), rectOf(picture)) ?? box;
  const [width, height] = [400, Math.round((400 * area.height) / area.width)];
  const cells = [picture, ...order.flatMap((method) => filled.get(method) ?? [])];
  const tiles = await Promise.all(cells.map((cell) => sharp(cropRaster(cell, area).data as Uint8ClampedArray, { raw: { width: area.width, height: area.height, channels: 4 } }).resize(width, height).png().toBuffer())); // biome-ignore format: one line
  await sharp({ create: { width: tiles.length * (width + 4), height, channels: 3, background: '#fff' } }) // biome-ignore format: one line
    .composite(tiles.map((input, i) => ({ input, left: i * (width + 4), top: 0 })))
    .png()
    .toFile(path.join(folder, file));
}

for (const size of wanted.length > 0 ? wanted : sizes) await measureSize(size);

const shown = (value: number, digits = 2): string => value.toFixed(digits);
const meanOf = (rows: readonly Row[], of: keyof Row): number =>
  rows.reduce((sum, row) => sum + row[of], 0) / rows.length;
const medianOf = (rows: readonly Row[], of: keyof Row): number =>
  rows.map((row) => row[of]).sort((a, b) => a - b)[rows.length >> 1] ?? 0;

function tableOf(megapixels: number): string[] {
  const all = readMeasured(megapixels);
  const methods = [...new Set(all.flatMap(({ rows }) => Object.keys(rows)))];
  const some = all.filter(({ rows }) => methods.every((method) => rows[method]));
  return [
    ...methods.map((method) => rowOf(megapixels, method, all)),
    // Where a slow one has filled some scenes only, ours on those is what it is to be held against.
    ...(some.length > 0 && some.length < all.length ? [rowOf(megapixels, 'Repaint', some)] : []),
  ];
}

function rowOf(megapixels: number, method: string, of: readonly Measured[]): string {
  const rows = of.flatMap(({ rows: each }) => each[method] ?? []);
  const cells = [shown(meanOf(rows, 'psnr')), shown(meanOf(rows, 'ssim'), 3), shown(meanOf(rows, 'detail')), shown(meanOf(rows, 'texture')), shown(meanOf(rows, 'step')), shown(meanOf(rows, 'bars')), shown(medianOf(rows, 'ms') / 1000)]; // biome-ignore format: one row
  return `| ${megapixels} MP | ${method} | ${rows.length} | ${cells.join(' | ')} |`;
}

function readMeasured(megapixels: number): readonly Measured[] {
  try {
    return JSON.parse(readFileSync(path.join(folder, `${megapixels}.json`), 'utf8'));
  } catch {
    return [];
  }
}

/** By how much another one's texture is nearer to the truth than ours; above 0 it is. */
function behind({ rows }: Measured): number {
  const others = Object.entries(rows).filter(([method]) => method !== 'Repaint');
  return (rows.Repaint?.texture ?? 0) - Math.min(...others.map(([, row]) => row.texture));
}

const lost = sizes.flatMap(
  (size) =>
  readMeasured(size)
    .filter((each) => behind(each) > 0)
    .sort((a, b) => behind(b) - behind(a))
    .map(({ name, rows }) => `- ${size} MP, ${name}: ${Object.entries(rows).map(([method, row]) => `${method} ${shown(row.texture)}`).join(', ')}`), // biome-ignore format: one line
);
const table = [
  '# How good a filling is',
  '',
  `Written by \`npx tsx tests/fill-quality/fill-quality.ts\`: ${caseNames.length} scenes drawn with and without a thing and its shadow, a hole over about 2 % of the picture,`,
  'means (of the time medians). PSNR (dB) and SSIM are won by blur and lead nothing. Detail and step at the edge: over those of the truth, so 1 is',
  'perfect. Texture: sliced Wasserstein distance of mean-free 7 x 7 patches at three scales, 0 is perfect. All in Node on one thread but for',
  "SHIFTMAP and G'MIC, which are native and measured where they are installed and not left out by `quick`; by `some` on every fifth scene, and",
  'ours once more on those. Bars: the sharpest straight edge over that of the truth.',
  '',
  '| size | method | scenes | PSNR | SSIM | detail | texture | step | bars | s |',
  '| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |',
  ...sizes.flatMap(tableOf),
  '',
  'Where the texture of another one is nearer to the truth than ours:',
  '',
  ...(lost.length > 0 ? lost : ['nowhere']),
  '',
].join('\n');
console.log(table);
writeFileSync(path.join(import.meta.dirname, 'fill-quality.md'), table);
if (Object.keys(columns).length > 0) {
  const order = sizes.flatMap((size) => readMeasured(size).map((each) => ({ file: `${size}/${each.name}.png`, by: behind(each) }))); // biome-ignore format: one line
  const key = order
    .filter(({ file }) => columns[file])
    .sort((a, b) => b.by - a.by)
    .map(({ file }) => ({ sheet: file, columns: columns[file] }));
  writeFileSync(path.join(folder, 'key.json'), JSON.stringify(key, undefined, 2));
}
