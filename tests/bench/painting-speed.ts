import { maskIsShown } from '../e2e/steps';
import { type ExtensionBrowser, launchWithExtension } from '../rig/extension-browser';
import type { BenchContext, Benchmark, Figure } from './figures';
import { hand, paintStrokes, type StrokeCost } from './painting-input';
import { floorPages, type OpenPanel, openFloor, openPanelWith } from './painting-pages';
import { rounds } from './rounds';
import { type StaticServer, serve } from './static-server';

const images = [
  { width: 1024, height: 1024 },
  { width: 4096, height: 3072 },
] as const;
const floors = [
  { path: '/line-to', label: 'plain lineTo' },
  { path: '/empty', label: 'empty page' },
] as const;
/** Strokes that are compared at the beginning and at the end, and that the floors get, which do not change. */
const some = rounds(10);

/** What painting costs the thread that must keep up with the hand. */
export const paintingSpeed: Benchmark = {
  name: 'painting',
  title: 'Painting, main thread',
  method:
    `${hand.strokes} strokes of ${hand.points} points at 60 frames a second, one \`pointermove\` with
${hand.pointsPerEvent} coalesced points a frame, in a panel of 400 × 800 CSS px; the time of all tasks of the page's main thread,
per event and its frame; median over the strokes. Beside it the same input on a bare canvas of the stage's size that draws
each event by \`lineTo\`, and on an empty page (${some} strokes each). The end of a stroke includes storing the draft and the new price.`.replaceAll(
      '\n',
      ' ',
    ),
  run: measure,
};

interface Floor {
  readonly label: string;
  readonly costs: readonly StrokeCost[];
}

async function measure({ extension, progress }: BenchContext): Promise<readonly Figure[]> {
  const extensionPath = await extension();
  const server = await serve(floorPages);
  const figures: Figure[] = [];
  let floor: readonly Floor[] | undefined;
  try {
    for (const { width, height } of images) {
      const title = `${width} × ${height} px`;
      progress(title);
      const browser = await launchWithExtension({ extensionPath, headless: true });
      try {
        const panel = await openPanelWith(browser, width, height);
        const costs = await paintOnPanel(panel);
        floor ??= await paintFloors(browser, server, panel, progress);
        figures.push(...figuresOf(title, costs, floor));
      } finally {
        await browser.close();
      }
    }
  } finally {
    await server.close();
  }
  return figures;
}

/** Closes the panel at the end, so that it takes nothing from those that come next. */
async function paintOnPanel({ page, picture }: OpenPanel): Promise<StrokeCost[]> {
  const costs = await paintStrokes(page, picture);
  if (!(await maskIsShown(page))) throw new Error('The strokes have left no mask on the stage');
  await page.close();
  return costs;
}

/** Once for all images: neither floor shows one. */
async function paintFloors(
  browser: ExtensionBrowser,
  { origin }: StaticServer,
  { stage, picture }: OpenPanel,
  progress: BenchContext['progress'],
): Promise<Floor[]> {
  const painted: Floor[] = [];
  for (const { path, label } of floors) {
    progress(label);
    const page = await openFloor(browser, origin + path, stage);
    painted.push({ label, costs: await paintStrokes(page, picture, some) });
    await page.close();
  }
  return painted;
}

function figuresOf(
  title: string,
  costs: readonly StrokeCost[],
  floor: readonly Floor[],
): readonly Figure[] {
  const figure = (part: keyof StrokeCost, name: string): Figure => ({
    title: `${title}, ${name}`,
    unit: 'ms',
    values: costs.map((cost) => cost[part]),
    beside: floor.map((each) => ({
      label: each.label,
      values: each.costs.map((cost) => cost[part]),
    })),
  });
  const perEvent = figure('perEvent', 'per event');
  const atEnd = figure('atEnd', 'end of a stroke');
  return [
    perEvent,
    lastOf(perEvent),
    figure('processorPerEvent', 'per event, processor only'),
    atEnd,
    lastOf(atEnd),
  ];
}

/** Whether a cost grows with the strokes that are there. */
const lastOf = ({ title, unit, values }: Figure): Figure => ({
  title: `${title}, last ${some} strokes`,
  unit,
  values: values.slice(-some),
  beside: [{ label: `first ${some} strokes`, values: values.slice(0, some) }],
});
