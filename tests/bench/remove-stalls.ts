import type { CDPSession, Page } from 'playwright';
import sharp from 'sharp';
import { renderPicture } from '../gallery/pictures';
import { launchWithExtension } from '../rig/extension-browser';
import { drag } from '../rig/pointer';
import type { BenchContext, Benchmark, Figure } from './figures';
import { largerFor, rounds } from './rounds';

const runs = rounds(5);
/** Width of the photo, px, four to three high. */
const width = largerFor(1156, 4000);

export const removeStalls: Benchmark = {
  name: 'remove-stalls',
  title: 'Remove: how long it holds up the panel',
  method: `The built extension in Chromium, a drawn photo of 12 MP in the panel, a rectangle over 2 % of it; from the press of \
"Remove" to the third result on the stage. The longest tasks of the panel's main thread by the browser's own trace, in processor time, so that \
what else runs on the machine does not count; median of ${runs}.`,
  run: measure,
};

async function measure({ extension, progress }: BenchContext): Promise<readonly Figure[]> {
  const extensionPath = await extension();
  const { bytes } = await renderPicture('garden-12mp.jpg');
  const photo = await sharp(bytes).resize(width).jpeg({ quality: 92 }).toBuffer();
  const browser = await launchWithExtension({ extensionPath, headless: true });
  try {
    const panel = await browser.context.newPage();
    await panel.goto(`chrome-extension://${browser.extensionId}/sidepanel.html`);
    const tasks: number[][] = [];
    for (let run = 1; run <= runs; run += 1) {
      progress(`${run} of ${runs}`);
      tasks.push(await tasksOf(panel, photo));
    }
    return [
      { title: 'longest task', unit: 'ms', values: tasks.map((all) => all[0] ?? 0) },
      { title: 'the one after it', unit: 'ms', values: tasks.map((all) => all[1] ?? 0) },
    ];
  } finally {
    await browser.close();
  }
}

/** ms of processor of each task of the page while something is removed, the longest first. */
async function tasksOf(panel: Page, photo: Buffer): Promise<number[]> {
  const file = { name: 'photo.jpg', mimeType: 'image/jpeg', buffer: photo };
  await panel.locator('input[type=file]').setInputFiles(file);
  const stage = panel.getByTestId('stage');
  await stage.waitFor();
  const rectangle = panel.getByRole('button', { name: 'Rectangle', exact: true });
  if (!(await rectangle.isVisible()))
    await panel.getByRole('button', { name: 'More tools' }).click();
  await rectangle.click();
  await drag(panel, stage, [
    [0.45, 0.6],
    [0.59, 0.74],
  ]);
  const remove = panel.getByRole('button', { name: 'Remove', exact: true });
  const session = await panel.context().newCDPSession(panel);
  const stop = await trace(session);
  await remove.click();
  await panel.getByRole('option', { name: 'Result 3' }).waitFor({ timeout: 300_000 });
  const events = await stop();
  await session.detach();
  return longestTasks(events);
}

/** The part of a trace event that is read here: https://chromedevtools.github.io/devtools-protocol/tot/Tracing. */
interface TraceEvent {
  readonly name: string;
  readonly ph: string;
  readonly pid: number;
  readonly tid: number;
  /** Microseconds of processor. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

async function trace(session: CDPSession): Promise<() => Promise<TraceEvent[]>> {
  const events: TraceEvent[] = [];
  session.on('Tracing.dataCollected', ({ value }) => events.push(...(value as unknown as TraceEvent[]))); // biome-ignore format: one line
  const categories = ['disabled-by-default-devtools.timeline', 'devtools.timeline'];
  await session.send('Tracing.start', { traceConfig: { includedCategories: categories } });
  return async () => {
    const complete = new Promise<void>((resolve) =>
      session.once('Tracing.tracingComplete', () => resolve()),
    );
    await session.send('Tracing.end');
    await complete;
    return events;
  };
}

function longestTasks(events: readonly TraceEvent[]): number[] {
  const mains = new Set(
    events
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}.${tid}`),
  );
  const tasks = events.filter(({ name, pid, tid }) => name === 'RunTask' && mains.has(`${pid}.${tid}`)); // biome-ignore format: one line
  if (tasks.length === 0) throw new Error('The trace has no task of the panel');
  return tasks.map(({ tdur = 0 }) => tdur / 1000).sort((a, b) => b - a);
}
