import type { Page } from 'playwright';
import sharp from 'sharp';
import type { Size } from '../../utils/base/geometry';
import { type EditorBrowser, openEditorBrowser } from './editor-browser';
import type { BenchContext, Benchmark, Figure } from './figures';
import type { PeerTimes, RecordedPoint } from './painting-peers-page';
import { largerFor, rounds } from './rounds';
import { median } from './statistics';

const small = { width: 1024, height: 1024 };
const images: readonly Size[] = largerFor([small], [small, { width: 4096, height: 3072 }]);

const strokeCount = rounds(40);
const pointsPerStroke = 150;
/** s after which a contender begins no further stroke: some need two minutes for all of them. */
const patience = 12;
const ours = 'Repaint';
/** Measured twice, before and after ours, as the ratios rest on them. */
const floors = ['plain lineTo', 'lineTo over the picture', 'empty page'];
const peers = ['react-sketch-canvas', 'atrament', 'signature_pad', 'fabric', 'konva'];
const order = [...largerFor([], [...floors, ours]), ...floors, ours, ...peers];

/** The same recorded hand for everybody, with the libraries that people build mask editors on. */
export const paintingPeers: Benchmark = {
  name: 'peers',
  title: 'Painting, a frame, beside other libraries',
  method:
    `The same recorded input for all: up to ${strokeCount} strokes of ${pointsPerStroke} points with pressure, one \`pointermove\` a frame, in
frames that follow each other as fast as they can (a contender that needs more than ${patience} s begins no further stroke); a panel of 360 CSS px.
Libraries keep a canvas of the image's size, as a mask has to be had from it; \`lineTo\` has one of the panel's.`.replaceAll(
      '\n',
      ' ',
    ),
  run: measure,
};

async function measure({ progress }: BenchContext): Promise<readonly Figure[]> {
  const browser = await openEditorBrowser();
  try {
    const figures: Figure[] = [];
    for (const image of images) {
      const title = `${image.width} × ${image.height} px`;
      const times = new Map<string, PeerTimes[]>();
      for (const name of order) {
        progress(`${title}: ${name}`);
        const measured = await paint(browser, name, image);
        times.set(name, [...(times.get(name) ?? []), measured]);
      }
      figures.push(...figuresOf(title, times));
    }
    return figures;
  } finally {
    await browser.close();
  }
}

/** A hand that waves across the picture, presses more and less, and starts elsewhere each time. */
const recorded: RecordedPoint[][] = Array.from({ length: strokeCount }, (_, stroke) =>
  Array.from({ length: pointsPerStroke }, (_, i): RecordedPoint => {
    const part = i / (pointsPerStroke - 1);
    const wave = 0.07 * Math.sin(2 * Math.PI * (2.3 * part + stroke / 7));
    const x = 0.08 + 0.84 * part + 0.01 * Math.sin(i);
    const y = 0.12 + (0.76 * stroke) / Math.max(1, strokeCount - 1) + wave;
    return [x, y, 0.5 + 0.4 * Math.sin(i / 20)];
  }),
);

const paint = (browser: EditorBrowser, name: string, image: Size): Promise<PeerTimes> =>
  browser.onPage(async (page) => {
    await page.evaluate(([each, size]) => window.editorBench.show(each, size), [
      name,
      image,
    ] as const);
    const before = await page.screenshot();
    const times = await page.evaluate(
      ([strokes, limit]) => window.editorBench.replay(strokes, limit),
      [recorded, patience * 1000] as const,
    );
    if (name !== 'empty page' && (await changedShare(page, before)) < 0.02)
      throw new Error(`${name} has painted nothing`);
    return times;
  });

/** Pixels of the shown page that are not as before, as a share: that a contender has painted at all. */
async function changedShare(page: Page, before: Buffer): Promise<number> {
  const [one, other] = await Promise.all(
    [before, await page.screenshot()].map((png) => sharp(png).removeAlpha().raw().toBuffer()),
  );
  if (!one || !other) return 0;
  let changed = 0;
  for (let i = 0; i < one.length; i += 3) if (one[i + 1] !== other[i + 1]) changed++;
  return changed / (one.length / 3);
}

function figuresOf(title: string, times: ReadonlyMap<string, readonly PeerTimes[]>): Figure[] {
  const samples = (name: string, read: (each: PeerTimes) => readonly number[]) =>
    (times.get(name) ?? []).flatMap(read);
  const others = [...floors, ...peers];
  const figure = (part: string, read: (each: PeerTimes) => readonly number[]): Figure => ({
    title: `${title}, ${part}`,
    unit: 'ms',
    values: samples(ours, read),
    beside: others.map((label) => ({ label, values: samples(label, read) })),
  });
  const flatIn = (
    part: string,
    late: (each: PeerTimes) => readonly number[],
    early: (each: PeerTimes) => readonly number[],
  ): Figure => ({
    title: `${title}, ${part}`,
    unit: 'ms',
    values: samples(ours, late),
    beside: [{ label: 'the first', values: samples(ours, early) }],
  });
  const some = 10;
  return [
    figure('a frame', ({ strokes }) => strokes.flat()),
    flatIn(
      `the last ${some} strokes`,
      ({ strokes }) => strokes.slice(-some).flat(),
      ({ strokes }) => strokes.slice(0, some).flat(),
    ),
    flatIn(
      'the last 50 points of a stroke',
      ({ strokes }) => strokes.map((frames) => median(frames.slice(-50))),
      ({ strokes }) => strokes.map((frames) => median(frames.slice(0, 50))),
    ),
    figure('letting go', ({ ends }) => ends),
  ];
}
