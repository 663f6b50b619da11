import type { Page } from 'playwright';
import sharp from 'sharp';
import { type ExtensionBrowser, launchWithExtension } from '../rig/extension-browser';
import { rightClickHeadless } from '../rig/headless';
import type { BenchContext, Benchmark, Figure } from './figures';
import { rounds } from './rounds';
import { serve } from './static-server';
import { createTaskClock, type TaskClock } from './task-clock';

const images = 5_000;
const ways = rounds(20);
const movesAWay = 40;

/** The picker's outline that follows the pointer. */
export const pickerSpeed: Benchmark = {
  name: 'picker',
  title: 'Image picker, main thread',
  method:
    `A page of ${images.toLocaleString('en-US')} images in nested cards; the pointer crosses it in ${ways} ways of
${movesAWay} moves, one a frame; the time of all tasks of the page's main thread, per move and its frame. Beside it the same page
and pointer with a listener that puts one box over the element under it.`.replaceAll('\n', ' '),
  run: measure,
};

const card = (index: number): string =>
  `<li><article><div class="frame"><a href="#${index}"><img src="/picture.png" alt=""></a></div><p>Picture ${index}</p></article></li>`;

const html = `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,"><style>
  ul { display: grid; grid-template-columns: repeat(10, 1fr); gap: 4px; padding: 0; list-style: none }
  .frame { background: linear-gradient(#eee, #ccc); padding: 2px } img { width: 100%; height: 50px }
  p { margin: 0; font: 10px sans-serif } article::before { content: ""; display: block; height: 1px }
</style><main><section><ul>${Array.from({ length: images }, (_, i) => card(i)).join('')}</ul></section></main>`;

async function measure({ extension, progress }: BenchContext): Promise<readonly Figure[]> {
  const extensionPath = await extension();
  const picture = { create: { width: 120, height: 80, channels: 3 as const, background: '#68a' } };
  const server = await serve({
    '/': { type: 'text/html', body: html },
    '/picture.png': { type: 'image/png', body: await sharp(picture).png().toBuffer() },
  });
  const browser = await launchWithExtension({ extensionPath, headless: true });
  try {
    const page = await browser.context.newPage();
    await page.goto(server.origin);
    const clock = await createTaskClock(await page.context().newCDPSession(page));
    progress('the picker opens');
    const opening = await openPicker(browser, page, clock);
    const moves = await crossPage(page, clock, progress);
    await page.keyboard.press('Escape');
    progress('the floor');
    await page.evaluate(followWithBox);
    const floor = await crossPage(page, clock, progress);
    return [
      {
        title: 'a pointer move and its frame',
        unit: 'ms',
        values: moves,
        beside: [{ label: 'one box over the element', values: floor }],
      },
      { title: 'opening', unit: 'ms', values: [opening] },
    ];
  } finally {
    await browser.close();
    await server.close();
  }
}

/** ms of the main thread until the picker is there and at rest. */
async function openPicker(browser: ExtensionBrowser, page: Page, clock: TaskClock) {
  const before = await clock.whenQuiet();
  await rightClickHeadless(browser, page, page.locator('main'), 'repaint-on-page');
  await page.locator('div[popover=manual]').waitFor({ state: 'attached' });
  return (await clock.whenQuiet()).tasks - before.tasks;
}

/** The cost of a move in ms, once for every way. */
async function crossPage(page: Page, clock: TaskClock, progress: BenchContext['progress']) {
  const { width, height } = await page.evaluate(() => ({ width: innerWidth, height: innerHeight }));
  const costs: number[] = [];
  for (let way = 0; way < ways; way++) {
    const start = await clock.whenQuiet();
    for (let move = 0; move < movesAWay; move++) {
      const part = move / movesAWay;
      const wave = Math.sin(2 * Math.PI * (part + way / 7)) * 0.1 * height;
      await page.mouse.move(
        (0.05 + 0.9 * part) * width,
        (0.2 + (0.6 * way) / ways) * height + wave,
      );
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
    costs.push(((await clock.whenQuiet()).tasks - start.tasks) / movesAWay);
  }
  progress(`${ways} ways`);
  return costs;
}

/** The least that an outline under the pointer can be. */
const followWithBox = `{
  const box = document.createElement('div');
  box.style.cssText = 'position:fixed;outline:3px solid red;pointer-events:none';
  document.body.append(box);
  let latest;
  const follow = () => {
    const { x, y, width, height } = document.elementFromPoint(...latest).getBoundingClientRect();
    latest = undefined;
    for (const [name, value] of Object.entries({ left: x, top: y, width, height }))
      box.style[name] = value + 'px';
  };
  addEventListener('pointermove', ({ clientX, clientY }) => {
    if (!latest) requestAnimationFrame(follow);
    latest = [clientX, clientY];
  });
}`;
