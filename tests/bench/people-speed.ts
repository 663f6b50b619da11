import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Size } from '../../utils/base/geometry';
import type { BenchContext, Benchmark, Figure } from './figures';
import { withHarbour } from './harbour';
import { rounds } from './rounds';

const runs = rounds(5);

export const peopleSpeed: Benchmark = {
  name: 'people',
  title: 'People: from the press to the mask',
  method: `A drawn harbour with somebody at three sizes, by the editor's own worker, each run in a new one: reading the file, decoding it, \
both looks, the edge at full size; then once more in the same worker, which has the pixels by then; median of ${runs}. Beside it decoding \
the file to pixels alone.`,
  run: measure,
};

/** ms. */
interface PeopleTimes {
  readonly first: number;
  readonly again: number;
  readonly decoding: number;
  readonly isFound: boolean;
}

async function measure({ progress }: BenchContext): Promise<Figure[]> {
  progress('drawing the picture');
  const weights = 'people/selfie_segmentation.tflite';
  const file = path.join(import.meta.dirname, '../../public', weights);
  const body = await readFile(file);
  const files = { [`/${weights}`]: { type: 'application/octet-stream', body } };
  return withHarbour({ worker: 'area-worker.ts', files }, async ({ page, pictures }) => {
    const figures: Figure[] = [];
    for (const { name, url, size } of pictures) {
      const times: PeopleTimes[] = [];
      for (let run = 1; run <= runs; run += 1) {
        progress(`${name}, ${run} of ${runs}`);
        times.push(await page.evaluate(askForPeople, { url, size }));
      }
      if (!times.every(({ isFound }) => isFound)) throw new Error(`Nobody was found at ${name}`);
      const decoding = times.map((each) => each.decoding);
      figures.push(
        {
          ...{ title: `${name}: selected`, unit: 'ms', values: times.map(({ first }) => first) },
          beside: [{ label: 'decoding the file alone', values: decoding }],
        },
        { title: `${name}: again`, unit: 'ms', values: times.map(({ again }) => again) },
      );
    }
    return figures;
  });
}

interface Wish {
  readonly url: string;
  readonly size: Size;
}

/** Evaluated in the page, so without functions that have a name. */
async function askForPeople({ url, size }: Wish): Promise<PeopleTimes> {
  const beforeDecoding = performance.now();
  const bitmap = await createImageBitmap(await (await fetch(url)).blob());
  const context = new OffscreenCanvas(size.width, size.height).getContext('2d', { willReadFrequently: true }); // biome-ignore format: one line
  context?.drawImage(bitmap, 0, 0);
  context?.getImageData(0, 0, size.width, size.height);
  const decoding = performance.now() - beforeDecoding;
  const worker = new Worker('/worker.js', { type: 'module' });
  const times: number[] = [];
  let isFound = true;
  for (let id = 0; id < 2; id += 1) {
    const start = performance.now();
    const answer = await new Promise<{ answer?: { runs?: unknown } }>((resolve, reject) => {
      worker.onerror = ({ message }) => reject(new Error(message || 'The worker does not start'));
      worker.onmessage = ({ data }) => resolve(data);
      worker.postMessage({ id, task: 'people', argument: { url, image: size } });
    });
    times.push(performance.now() - start);
    isFound &&= answer.answer?.runs !== undefined;
  }
  worker.terminate();
  return { first: times[0] ?? 0, again: times[1] ?? 0, decoding, isFound };
}
