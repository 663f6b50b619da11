import { readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { openCv } from '../support/open-cv';
import { byGrabCut } from './grab-cut';
import { byBestWand, bySelect, everything, type Method, nothing, overlaps } from './measure';
import { type Drawn, drawThing, thingSize, things } from './things';

/*
 * `npx tsx tests/select/select.ts [folder]` writes the table beside it; it takes some minutes. A folder of photographs, each
 * `<name>.jpg` with its truth `<name>.png` (white where the thing is), is measured as well; only figures of it are written.
 */

const { cv } = await openCv();
const methods: Readonly<Record<string, Method>> = {
  Select: bySelect,
  wand: byBestWand,
  "OpenCV's GrabCut": byGrabCut(cv),
  everything,
  nothing,
};
const gestures = 3;

const figuresOf = (drawn: Drawn) =>
  Object.values(methods).map((method) => overlaps(drawn, method, gestures));

const measured = things.map((thing) => {
  console.error(thing.name);
  return { thing, figures: figuresOf(drawThing(thing)) };
});

async function photographsIn(folder: string): Promise<Drawn[]> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.jpg'));
  return Promise.all(
    names.map(async (name) => {
      const file = path.join(folder, name);
      const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true }); // biome-ignore format: one line
      const truth = await sharp(file.replace(/jpg$/, 'png')).greyscale().raw().toBuffer();
      return {
        pixels: { width: info.width, height: info.height, data: new Uint8ClampedArray(data) },
        truth: Uint8Array.from(truth, (value) => (value > 100 ? 1 : 0)),
      };
    }),
  );
}

const folder = process.argv[2];
const photographs = folder ? (await photographsIn(folder)).map((drawn) => ({ figures: figuresOf(drawn) })) : []; // biome-ignore format: one line

const shown = (value: number | undefined): string => (value ?? 0).toFixed(2);
const names = Object.keys(methods);

type Measured = readonly { readonly figures: readonly (readonly number[])[] }[];

const mean = (all: Measured, method: number, gesture: number): number =>
  all.reduce((sum, { figures }) => sum + (figures[method]?.[gesture] ?? 0), 0) / all.length;
const atLeast = (all: Measured, method: number, gesture: number, least: number): number =>
  all.filter(({ figures }) => (figures[method]?.[gesture] ?? 0) >= least).length;

const summary = (all: Measured): string[] => [
  '| method | one click | two gestures | three gestures | of it 0.9 or more after one | after three |',
  '| --- | ---: | ---: | ---: | ---: | ---: |',
  ...names.map(
    (name, i) =>
      `| ${name} | ${[0, 1, 2].map((gesture) => shown(mean(all, i, gesture))).join(' | ')} | ${atLeast(all, i, 0, 0.9)} | ${atLeast(all, i, 2, 0.9)} |`,
  ),
  '',
];

const table = [
  '# How well Select finds things',
  '',
  `Written by \`npx tsx tests/select/select.ts\`: ${things.length} drawn things of ${thingSize.width} x ${thingSize.height} px whose pixels are known. Figures are the intersection`,
  'over the union with the truth, after one click in the middle of where the thing is widest, and after up to two more strokes where most is wrong',
  '(with Alt where it is too much). The wand gets, each time, the tolerance and the way of connecting that fit the truth best, which nobody can',
  'know. GrabCut (opencv-js) gets a disc around the first click as what is probably the thing, and then the same strokes. Selecting everything or',
  'nothing stands for bad ways that the measure must tell. The things are drawn, with nothing like them beside them: photographs are harder.',
  '',
  ...summary(measured),
  ...(photographs.length > 0
    ? [
        `${photographs.length} photographs of 481 x 321 px with things that people had drawn around (the BSDS500 pictures of the GrabCut set), which are not here: they may not be handed on.`,
        '',
        ...summary(photographs),
      ]
    : []),
  '| thing | kind | Select, one click | three gestures | wand, one click | three gestures |',
  '| --- | --- | ---: | ---: | ---: | ---: |',
  ...measured.map(({ thing, figures: [select, wand] }) => {
    const cells = [select?.[0], select?.[2], wand?.[0], wand?.[2]].map(shown);
    return `| ${thing.name} on ${thing.scene} | ${thing.kind} | ${cells.join(' | ')} |`;
  }),
  '',
].join('\n');
console.log(table);
writeFileSync(new URL('./select.md', import.meta.url), table);
