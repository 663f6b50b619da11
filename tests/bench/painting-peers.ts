import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import preact from '@preact/preset-vite';
import { type Browser, chromium, type Page } from 'playwright';
import sharp from 'sharp';
import { build, preview } from 'vite';
import { findBrowser } from '../rig/find-browser';
import { engineFlags } from '../rig/launch-flags';
import type { PeerTimes, RecordedPoint } from './painting-peers-page';
import { median, quantile } from './statistics';

/*
 * What a frame of painting costs here and with other drawing libraries, side by side: the same recorded
 * hand, one point a frame, in frames that follow each other as fast as they can. Prints a Markdown table.
 *
 *   npx tsx tests/bench/painting-peers.ts [number of strokes [names, divided by commas]]
 */

const wanted = process.argv[3]?.split(',');
const names = [
  'empty page',
  'plain lineTo',
  'lineTo over the picture',
  'Repaint',
  'react-sketch-canvas',
  'atrament',
  'signature_pad',
  'fabric',
  'konva',
].filter((name) => !wanted || wanted.includes(name));
const images = [
  { width: 1024, height: 1024 },
  { width: 4096, height: 3072 },
];
const pointsPerStroke = 150;
const strokeCount = Number(process.argv[2] ?? 40);

/** Frames are not held back, so that their distance is what they cost. */
const unlimited = ['--disable-frame-rate-limit', '--disable-gpu-vsync'];

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

interface Row {
  readonly name: string;
  readonly times: PeerTimes;
}

async function buildPage(outDir: string): Promise<void> {
  await build({
    configFile: false,
    root: import.meta.dirname,
    logLevel: 'warn',
    plugins: [preact({ reactAliasesEnabled: false })],
    resolve: { alias: { 'wxt/browser': path.resolve('tests/support/fake-browser.ts') } },
    build: {
      outDir,
      emptyOutDir: true,
      chunkSizeWarningLimit: 4000,
      rollupOptions: { input: path.join(import.meta.dirname, 'painting-peers.html') },
    },
  });
}

/** Pixels of the shown page that are not as before, as a share: that a contender has painted at all. */
async function changedShare(before: Buffer, after: Buffer): Promise<number> {
  const [one, other] = await Promise.all(
    [before, after].map((png) => sharp(png).removeAlpha().raw().toBuffer()),
  );
  if (!one || !other) return 0;
  let changed = 0;
  for (let i = 0; i < one.length; i += 3) if (one[i + 1] !== other[i + 1]) changed++;
  return changed / (one.length / 3);
}

async function measure(
  browser: Browser,
  url: string,
  name: string,
  image: (typeof images)[0],
): Promise<Row> {
  const page: Page = await browser.newPage({ viewport: { width: 400, height: 480 } });
  page.on('pageerror', (error) => console.error(`${name}: ${error.message}`));
  await page.goto(url);
  await page.waitForFunction(() => window.peers !== undefined);
  await page.evaluate(([each, size]) => window.peers.show(each, size), [name, image] as const);
  const before = await page.screenshot();
  const times = await page.evaluate((strokes) => window.peers.replay(strokes), recorded);
  const share = await changedShare(before, await page.screenshot());
  await page.close();
  if (name !== 'empty page' && share < 0.02) throw new Error(`${name} has painted nothing`);
  return { name, times };
}

const number = (value: number): string => value.toFixed(value < 9.95 ? 2 : 1);

/** The first and the last quarter of the strokes, and of the points of a stroke: does a frame get dearer? */
function growth({ strokes }: PeerTimes): string {
  const quarter = Math.max(1, Math.floor(strokes.length / 4));
  const first = median(strokes.slice(0, quarter).flat());
  const last = median(strokes.slice(-quarter).flat());
  return `× ${(last / first).toFixed(2)}`;
}

function table(title: string, rows: readonly Row[]): string {
  const floor = rows.find(({ name }) => name === 'plain lineTo');
  const floorMs = floor ? median(floor.times.strokes.flat()) : Number.NaN;
  return [
    `| ${title} | median, ms | p99, ms | ÷ lineTo | pointer-up, ms | last ÷ first strokes |`,
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...rows.map(({ name, times }) => {
      const all = times.strokes.flat();
      const cells = [
        name,
        number(median(all)),
        number(quantile(all, 0.99)),
        (median(all) / floorMs).toFixed(2),
        number(median(times.ends)),
        growth(times),
      ];
      return `| ${cells.join(' | ')} |`;
    }),
  ].join('\n');
}

const outDir = await mkdtemp(path.join(tmpdir(), 'painting-peers-'));
await buildPage(outDir);
const server = await preview({
  configFile: false,
  root: import.meta.dirname,
  build: { outDir },
  preview: { port: 0, host: '127.0.0.1' },
  logLevel: 'warn',
});
const origin = server.resolvedUrls?.local[0] ?? '';
const browser = await chromium.launch({
  executablePath: findBrowser(),
  args: [...engineFlags(), ...unlimited],
});
try {
  for (const image of images) {
    const rows: Row[] = [];
    for (const name of names) {
      console.error(`${image.width} × ${image.height}: ${name}`);
      rows.push(await measure(browser, `${origin}painting-peers.html`, name, image));
    }
    console.log(`${table(`${image.width} × ${image.height}, per frame`, rows)}\n`);
  }
} finally {
  await browser.close();
  await server.close();
  await rm(outDir, { recursive: true });
}
