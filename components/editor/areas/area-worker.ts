import { mapRect, rectOf, type Size } from '../../../utils/base/geometry';
import { countMasked, growMask, workingSize } from '../../../utils/drawing/mask/grow';
import { encodeMaskPng, renderCoverage } from '../../../utils/drawing/mask/render-mask';
import { cellAt, encodeRuns, encodeSoftRuns } from '../../../utils/drawing/mask/runs';
import {
  type Pixels,
  runsOfMaskFile,
  selectDifferent,
  selectSimilar,
} from '../../../utils/drawing/mask/select';
import { maskStepsOf, type PackedDrawing, unpackDrawing } from '../../../utils/drawing/steps';
import { createNetwork, type Network } from '../../../utils/people/network';
import { selectPeople } from '../../../utils/people/select-people';
import type { AreaTasks } from './area-tasks';
import { serveTasks, type TaskHandlers } from './worker-tasks';

/** The picture that was read last: a wand is used several times on one. */
let read: { readonly url: string; readonly pixels: Pixels } | undefined;

async function pixelsOfUrl(url: string, image: Size): Promise<Pixels> {
  if (read?.url !== url) {
    const response = await fetch(url);
    read = { url, pixels: await pixelsOf(await response.blob(), workingSize(image)) };
  }
  return read.pixels;
}

/** The picture's pixels at a size. */
async function pixelsOf(blob: Blob, { width, height }: Size): Promise<Pixels> {
  const bitmap = await createImageBitmap(blob);
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error(`No 2D canvas of ${width} × ${height} px to read the picture from`);
  context.drawImage(bitmap, 0, 0, width, height);
  bitmap.close();
  return context.getImageData(0, 0, width, height);
}

async function sizeOf(blob: Blob): Promise<Size> {
  const bitmap = await createImageBitmap(blob);
  const { width, height } = bitmap;
  bitmap.close();
  return { width, height };
}

/** The extension's own file, see `public/people/NOTICE.txt`; read on first use. */
const weightsUrl = '/people/selfie_segmentation.tflite';

let network: Promise<Network> | undefined;

function readyNetwork(): Promise<Network> {
  network ??= fetch(weightsUrl)
    .then((response) => response.arrayBuffer())
    .then(createNetwork);
  network.catch(() => {
    network = undefined; // the next press tries again
  });
  return network;
}

const stepsOf = (mask: PackedDrawing) => maskStepsOf(unpackDrawing(mask));

const scaleOf = (cells: Size, image: Size): number => cells.width / image.width;

const handlers: TaskHandlers<AreaTasks> = {
  async similar({ url, image, seed, tolerance, contiguous }) {
    const pixels = await pixelsOfUrl(url, image);
    const cells = selectSimilar(pixels, cellAt(seed, image, pixels), { tolerance, contiguous });
    return { runs: encodeRuns(cells, pixels, rectOf(image)), scale: scaleOf(pixels, image) };
  },
  grow({ mask, image, by }) {
    const runs = growMask(stepsOf(mask), image, by);
    return { runs, scale: runs ? scaleOf(runs.grid, runs.rect) : 1 };
  },
  count: ({ mask, image }) => countMasked(stepsOf(mask), image),
  export: ({ mask, image }) => encodeMaskPng(renderCoverage(stepsOf(mask), rectOf(image))),
  async import({ file, image }) {
    const size = workingSize(await sizeOf(file));
    const pixels = await pixelsOf(file, size);
    return { runs: runsOfMaskFile(pixels, image), scale: Math.min(1, scaleOf(size, image)) };
  },
  async people({ url, image }) {
    // The network is made while the picture is decoded, which the browser does beside this thread.
    const [pixels, people] = await Promise.all([pixelsOfUrl(url, image), readyNetwork()]);
    const found = selectPeople(pixels, people);
    const scale = scaleOf(pixels, image);
    if (!found) return { runs: undefined, scale };
    const { box, coverage } = found;
    const area = mapRect(box, {
      scaleX: 1 / scale,
      scaleY: image.height / pixels.height,
      x: 0,
      y: 0,
    });
    return { runs: encodeSoftRuns(coverage, box, area), scale };
  },
  async difference({ url, otherUrl, image, tolerance }) {
    const one = await pixelsOfUrl(url, image);
    const other = await pixelsOfUrl(otherUrl, image);
    const cells = selectDifferent(one, other, tolerance);
    return { runs: encodeRuns(cells, one, rectOf(image)), scale: scaleOf(one, image) };
  },
};

serveTasks(handlers);
