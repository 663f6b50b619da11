import sharp from 'sharp';
import type { EllipseStep, MaskStep } from '../../utils/drawing/steps';
import { renderPicture } from '../gallery/pictures';
import { editFigures, type Runs } from './edit-figures';
import { startEditRunner } from './edit-runner';
import type { BenchContext, Benchmark } from './figures';
import { largerFor, rounds } from './rounds';
import type { ServedFile } from './static-server';

/** Runs that do the parts of stages once more. */
const partRuns = rounds(3);

interface Setting {
  readonly picture: (typeof pictureNames)[number];
  readonly mask: MaskStep;
  readonly runs: number;
  /** The same mask on another picture, to set the stages beside that should not depend on the picture. */
  readonly sameMaskOn?: Setting['picture'];
}

const pictureNames = ['12-mp.jpg', '50-mp.jpg'] as const;

/** For the one round all is half as wide and high. */
const scale = largerFor(0.5, 1);

const pictures: Readonly<Record<Setting['picture'], () => Promise<ServedFile>>> = {
  '12-mp.jpg': smallPhoto,
  '50-mp.jpg': largerFor(smallPhoto, largePhoto),
};

async function smallPhoto(): Promise<ServedFile> {
  const { bytes, type, width } = await renderPicture('garden-12mp.jpg');
  if (scale === 1) return { type, body: bytes };
  const half = sharp(bytes).resize(width * scale);
  return { type, body: await half.jpeg().toBuffer() };
}

/** The same photo over and over, mirrored, so that no compressor finds a repetition; its grain makes the work. */
async function largePhoto(): Promise<ServedFile> {
  const { bytes, type, width, height } = await renderPicture('garden-12mp.jpg');
  const more = { right: 8192 - width, bottom: 6144 - height, extendWith: 'mirror' } as const;
  const body = await sharp(bytes).extend(more).jpeg({ quality: 90 }).toBuffer();
  return { type, body };
}

/** A stroke as over a thing of the size of a hand: 400 px long and 90 px wide. */
const smallStroke: MaskStep = {
  kind: 'stroke',
  mode: 'add',
  size: 90 * scale,
  hasPressure: false,
  points: Array.from({ length: 60 }, (_, i) => [
    (1900 + (400 * i) / 59) * scale,
    (1500 + 60 * Math.sin(i / 9)) * scale,
    0.5,
  ]),
};

/** An ellipse of that area (image px), four wide to three high, where all pictures have one. */
function ellipseOf(area: number): EllipseStep {
  const height = Math.round(scale * Math.sqrt((area * 4 * 3) / (Math.PI * 4)));
  const width = Math.round((height * 4) / 3);
  const [x, y] = [2000 * scale - width / 2, 1500 * scale - height / 2].map(Math.round);
  const rect = { x: x ?? 0, y: y ?? 0, width, height };
  return { kind: 'ellipse', mode: 'add', rect };
}

const beside = `Beside it the same picture through an \`OffscreenCanvas\`, unchanged: draw, \`convertToBlob\`. Memory is the \
renderer's resident memory at its peak beyond what it held before.`;

const ownWork = `the answer moved by a pixel and tinted; the extension's own functions in a module worker, each run in a new one, \
as a background worker seldom lives to see its code warm`;

function benchmark(
  { name, title, photo }: { name: string; title: string; photo: string },
  setting: Setting,
): Benchmark {
  const method = `${photo}, ${ownWork}; median of ${setting.runs} (parts of stages: of ${partRuns}). ${beside}`;
  return { name, title, method, run: (context) => measure(setting, context) };
}

/** Local edits without the server's share. */
export const editSpeed: readonly Benchmark[] = [
  benchmark(
    {
      name: 'edit',
      title: 'Edit of a 12 MP photo, small mask',
      photo: 'A JPEG of 4,000 × 3,000 px, a stroke of 400 × 90 px',
    },
    { picture: '12-mp.jpg', mask: smallStroke, runs: rounds(5) },
  ),
  benchmark(
    {
      name: 'edit-12mp',
      title: 'Edit of a 12 MP photo, 5 % masked',
      photo: 'A JPEG of 4,000 × 3,000 px, an ellipse over 5 % of it',
    },
    { picture: '12-mp.jpg', mask: ellipseOf(0.05 * 4000 * 3000), runs: rounds(3) },
  ),
  benchmark(
    {
      name: 'edit-50mp',
      title: 'Edit of a 50 MP photo, 5 % masked',
      photo: `A JPEG of 8,192 × 6,144 px, an ellipse over 5 % of it, and that very ellipse on the 12 MP photo: \
what depends on the mask alone takes as long there`,
    },
    {
      ...{ picture: '50-mp.jpg', sameMaskOn: '12-mp.jpg' },
      ...{ mask: ellipseOf(0.05 * 8192 * 6144), runs: rounds(3) },
    },
  ),
];

async function measure(setting: Setting, { progress }: BenchContext) {
  const { picture, mask, runs, sameMaskOn } = setting;
  progress('drawing the photo');
  const names = pictureNames.filter((name) => name === picture || name === sameMaskOn);
  const files = names.map(async (name) => [name, await pictures[name]()] as const);
  const runner = await startEditRunner(Object.fromEntries(await Promise.all(files)));
  const done: Runs = { edits: [], parts: [], canvases: [], sameMask: [] };
  try {
    for (let run = 1; run <= runs; run += 1) {
      progress(`${run} of ${runs}`);
      done.edits.push(await runner.edit('edit', { picture, mask }));
      done.canvases.push(await runner.canvas({ picture, mask }));
      if (run <= partRuns) done.parts.push(await runner.edit('edit-parts', { picture, mask }));
      if (sameMaskOn) done.sameMask.push(await runner.edit('edit', { picture: sameMaskOn, mask }));
    }
    return editFigures(done);
  } finally {
    await runner.close();
  }
}
