import type { Point, Size } from '../../utils/base/geometry';
import { emptyDrawing } from '../../utils/drawing/steps';
import type { Hint } from '../../utils/select/choose';
import type { BenchContext, Benchmark, Figure } from './figures';
import { withHarbour } from './harbour';
import { rounds } from './rounds';

const runs = rounds(7);

export const selectSpeed: Benchmark = {
  name: 'select',
  title: 'Select: what a click would take, and taking it',
  method: `A drawn harbour with somebody at three sizes, by the editor's own worker, each run in a new one. Ready: from choosing the tool, \
so starting the worker, reading the file, decoding it, finding regions. Then two hovers, of which the first one rests; a click where \
it rested, to the finished mask at full size, a click at once where the other was, and short strokes, of 0.15 s, that add to the first thing: beside it, and something larger elsewhere, from their end; \
median of ${runs}. Beside it decoding the file alone.`,
  run: measure,
};

/** ms. */
interface SelectTimes {
  readonly decoding: number;
  readonly ready: number;
  readonly firstHover: number;
  readonly hover: number;
  readonly click: number;
  readonly clickAtOnce: number;
  readonly strokeBeside: number;
  readonly stroke: number;
  readonly isFound: boolean;
}

async function measure({ progress }: BenchContext): Promise<Figure[]> {
  progress('drawing the picture');
  return withHarbour({ worker: 'select-worker.ts' }, async ({ page, pictures }) => {
    const figures: Figure[] = [];
    for (const { name, url, size } of pictures) {
      const times: SelectTimes[] = [];
      for (let run = 1; run <= runs; run += 1) {
        progress(`${name}, ${run} of ${runs}`);
        times.push(await page.evaluate(selectOnce, { url, requests: requestsFor(url, size) }));
      }
      if (!times.every(({ isFound }) => isFound)) throw new Error(`Nothing was found at ${name}`);
      const valuesOf = (what: Exclude<keyof SelectTimes, 'isFound'>) => times.map((each) => each[what]); // biome-ignore format: one line
      figures.push(
        {
          ...{ title: `${name}: ready`, unit: 'ms', values: valuesOf('ready') },
          beside: [{ label: 'decoding the file alone', values: valuesOf('decoding') }],
        },
        { title: `${name}: first hover`, unit: 'ms', values: valuesOf('firstHover') },
        { title: `${name}: another hover`, unit: 'ms', values: valuesOf('hover') },
        { title: `${name}: a click after a rest`, unit: 'ms', values: valuesOf('click') },
        { title: `${name}: a click at once`, unit: 'ms', values: valuesOf('clickAtOnce') },
        { title: `${name}: a stroke beside it`, unit: 'ms', values: valuesOf('strokeBeside') },
        { title: `${name}: a stroke elsewhere`, unit: 'ms', values: valuesOf('stroke') },
      );
    }
    return figures;
  });
}

/**
 * What is asked of the worker, one after the other: to read the picture, a hover, to make ready a click there, another hover, a
 * click where it is ready, one where it is not, to see what the first has masked, a stroke beside that, one elsewhere; of each
 * first its beginning, as the editor asks.
 */
function requestsFor(url: string, image: Size) {
  const at = (x: number, y: number) => ({ x: x * image.width, y: y * image.height });
  const hint = (...points: readonly Point[]): Hint => ({ kind: 'touch', mode: 'add', points });
  const person = hint(at(0.72, 0.62));
  const argument = { url, image, mask: emptyDrawing, earlier: [], size: 0 };
  const other = hint(at(0.25, 0.55));
  const besideWay = [at(0.7, 0.8), at(0.705, 0.8), at(0.71, 0.8)];
  const strokeWay = [at(0.25, 0.55), at(0.26, 0.56), at(0.27, 0.55)];
  return [
    { task: 'prepare', argument: { ...argument, hint: person } },
    { task: 'show', argument: { ...argument, hint: person } },
    { task: 'ready', argument: { ...argument, hint: person } },
    { task: 'show', argument: { ...argument, hint: other } },
    { task: 'take', argument: { ...argument, hint: person } },
    { task: 'take', argument: { ...argument, hint: other } },
    { task: 'prepare', argument: { ...argument, hint: person } },
    ...[besideWay, strokeWay].flatMap((way) => [
      { task: 'ready', argument: { ...argument, earlier: [person], hint: hint(...way.slice(0, 2)) } }, // biome-ignore format: one request
      { task: 'take', argument: { ...argument, earlier: [person], hint: hint(...way) } },
    ]),
  ];
}

interface Wish {
  readonly url: string;
  readonly requests: ReturnType<typeof requestsFor>;
}

/** Evaluated in the page, so without functions that have a name. */
async function selectOnce({ url, requests }: Wish): Promise<SelectTimes> {
  const beforeDecoding = performance.now();
  (await createImageBitmap(await (await fetch(url)).blob())).close();
  const decoding = performance.now() - beforeDecoding;
  const times: number[] = [];
  let isFound = true;
  const started = performance.now();
  const worker = new Worker('/worker.js', { type: 'module' });
  let mask = '[]';
  for (const [id, { task, argument }] of requests.entries()) {
    const start = id === 0 ? started : performance.now();
    const answer = await new Promise<{ answer?: { runs?: object } }>((resolve, reject) => {
      worker.onerror = ({ message }) => reject(new Error(message || 'The worker does not start'));
      worker.onmessage = ({ data }) => resolve(data);
      worker.postMessage({ id, task, argument: { ...argument, mask: id === 5 ? '[]' : mask } });
    });
    times.push(performance.now() - start);
    isFound &&= !(task === 'show' || task === 'take') || answer.answer !== undefined;
    const runs = answer.answer?.runs;
    // What the first click has taken is there for the stroke.
    if (runs && id === 4)
      mask = JSON.stringify([{ kind: 'runs', mode: 'add', ...runs }], (_, value) =>
        value instanceof Uint32Array ? { uint32: [...value] } : value,
      );
    if (id < 2) await new Promise((resolve) => setTimeout(resolve, 400)); // somebody goes there, and looks at it
    if (id > 6 && task === 'ready')
      await new Promise((resolve) =>
        setTimeout(resolve, Math.max(0, 150 - (performance.now() - start))),
      ); // draws on
  }
  worker.terminate();
  const [
    ready = 0,
    firstHover = 0,
    ,
    hover = 0,
    click = 0,
    clickAtOnce = 0,
    ,
    ,
    strokeBeside = 0,
    ,
    stroke = 0,
  ] = times;
  return { decoding, ready, firstHover, hover, click, clickAtOnce, strokeBeside, stroke, isFound };
}
