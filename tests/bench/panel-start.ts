import { type ExtensionBrowser, launchWithExtension } from '../rig/extension-browser';
import { type BundleSize, serviceWorkerOf, sizeOf } from './bundle-size';
import type { BenchContext, Benchmark, Figure } from './figures';
import { addFloorPage, floorPage } from './floor-page';
import { rounds } from './rounds';

const coldRuns = rounds(5);
const warmRuns = rounds(15);
const panelPage = 'sidepanel.html';

/** How heavy the panel is and how soon it answers. */
export const panelStart: Benchmark = {
  name: 'panel',
  title: 'Panel',
  method: `From the start of the navigation until the list of tabs is there ("shown") and a click on
one of them has been answered ("interactive": through the library, as everything in the panel). Cold is the first page of a
new browser with a new profile, median of ${coldRuns}; warm the same browser again, median of ${warmRuns}. Beside it a page of the
extension with three plain tabs and nothing else. Sizes are of all files that the page loads.`.replaceAll(
    '\n',
    ' ',
  ),
  run: measure,
};

/** ms since the navigation started. */
interface Start {
  readonly shown: number;
  readonly interactive: number;
}

interface Starts {
  readonly panel: readonly Start[];
  readonly floor: readonly Start[];
}

async function measure({ extension, progress }: BenchContext): Promise<readonly Figure[]> {
  const folder = await extension();
  await addFloorPage(folder);
  progress('cold starts');
  const cold = await coldStarts(folder);
  progress('warm starts');
  const browser = await launchWithExtension({ extensionPath: folder, headless: true });
  try {
    const files = await loadedFiles(browser);
    const warm = await warmStarts(browser);
    return [
      ...sizeFigures('Panel', await sizeOf(folder, files)),
      ...sizeFigures('Background worker', await sizeOf(folder, [await serviceWorkerOf(folder)])),
      ...startFigures('Cold', cold),
      ...startFigures('Warm', warm),
    ];
  } finally {
    await browser.close();
  }
}

/** A new browser for each, so that nothing of the one helps the other. */
async function coldStarts(extensionPath: string): Promise<Starts> {
  const start = async (path: string): Promise<Start> => {
    const browser = await launchWithExtension({ extensionPath, headless: true });
    try {
      return await timeStart(browser, path);
    } finally {
      await browser.close();
    }
  };
  return inTurn(coldRuns, start);
}

async function warmStarts(browser: ExtensionBrowser): Promise<Starts> {
  for (const path of [panelPage, floorPage]) await timeStart(browser, path);
  return inTurn(warmRuns, (path) => timeStart(browser, path));
}

async function inTurn(runs: number, start: (path: string) => Promise<Start>): Promise<Starts> {
  const panel: Start[] = [];
  const floor: Start[] = [];
  for (let run = 0; run < runs; run += 1) {
    panel.push(await start(panelPage));
    floor.push(await start(floorPage));
  }
  return { panel, floor };
}

async function timeStart({ context, extensionId }: ExtensionBrowser, path: string): Promise<Start> {
  const page = await context.newPage();
  try {
    await page.addInitScript(watchStart);
    await page.goto(`chrome-extension://${extensionId}/${path}`);
    await page.waitForFunction(() => 'interactiveAt' in document.documentElement.dataset);
    const start = await page.evaluate(readStart);
    // The panel remembers the tab: the next start is to find what this one found.
    await page.getByRole('tab', { name: 'Edit' }).click();
    await page.getByRole('tab', { name: 'Edit', selected: true }).waitFor();
    return start;
  } finally {
    await page.close();
  }
}

/** The page and all that it loaded, as paths in the extension. */
async function loadedFiles({ context, extensionId }: ExtensionBrowser): Promise<string[]> {
  const page = await context.newPage();
  const paths = new Set<string>();
  page.on('request', (request) => {
    const { host, pathname } = new URL(request.url());
    if (host === extensionId) paths.add(pathname);
  });
  await page.goto(`chrome-extension://${extensionId}/${panelPage}`);
  await page.getByRole('textbox', { name: 'Prompt' }).or(page.getByText('Open a file')).waitFor();
  await page.close();
  return [...paths];
}

const sizeFigures = (title: string, { raw, gzip }: BundleSize): Figure[] => [
  { title: `${title}, size`, unit: 'kB', values: [raw] },
  { title: `${title}, size by gzip`, unit: 'kB', values: [gzip] },
];

const startFigures = (title: string, { panel, floor }: Starts): Figure[] =>
  (['shown', 'interactive'] as const).map((moment) => ({
    title: `${title} start, ${moment}`,
    unit: 'ms',
    values: panel.map((start) => start[moment]),
    beside: [{ label: 'three plain tabs', values: floor.map((start) => start[moment]) }],
  }));

/* What follows is evaluated in the page. */

/** Notes when the tabs are there, clicks on one at once, and notes when it has been selected. */
function watchStart(): void {
  const observer = new MutationObserver(() => {
    const tab = document.querySelectorAll<HTMLElement>('[role=tab]')[1];
    if (!tab) return;
    const times = document.documentElement.dataset;
    if (!times.shownAt) {
      times.shownAt = String(performance.now());
      tab.click();
    }
    if (tab.ariaSelected !== 'true') return;
    times.interactiveAt = String(performance.now());
    observer.disconnect();
  });
  observer.observe(document, {
    subtree: true,
    childList: true,
    attributeFilter: ['aria-selected'],
  });
}

function readStart(): Start {
  const { shownAt, interactiveAt } = document.documentElement.dataset;
  return { shown: Number(shownAt), interactive: Number(interactiveAt) };
}
