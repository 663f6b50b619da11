import {
  areaOf,
  clamp,
  mapRect,
  type Placement,
  type Point,
  type Rect,
  type Size,
} from '../../../utils/base/geometry';
import { workingSize } from '../../../utils/drawing/mask/grow';
import { applySteps, maskedFrom } from '../../../utils/drawing/mask/render-mask';
import { encodeSoftRuns } from '../../../utils/drawing/mask/runs';
import {
  maskStepsOf,
  type PackedDrawing,
  stepsSince,
  unpackDrawing,
} from '../../../utils/drawing/steps';
import { boundsOf, type Coverage } from '../../../utils/pixels/raster';
import { choose, type Hint, type Selected, usualOf } from '../../../utils/select/choose';
import type { Pixels } from '../../../utils/select/features';
import { findRegions, type Regions, workingSizeOf } from '../../../utils/select/regions';
import { softenEdge } from '../../../utils/select/soften';
import type { PieceSet } from '../../../utils/select/solve';
import type { SelectArgument, SelectTasks } from './select-tasks';
import { serveTasks, type TaskHandlers } from './worker-tasks';

/** A picture that was read: small, to find things in, and as it is, for their edges. */
interface Read {
  readonly url: string;
  readonly small: Pixels;
  readonly regions: Regions;
  /** The picture's pixels, drawn when they are first asked for. */
  whole(): OffscreenCanvasRenderingContext2D;
}

let read: Promise<Read> | undefined;
let readUrl = '';

function contextOf({ width, height }: Size): OffscreenCanvasRenderingContext2D {
  const context = new OffscreenCanvas(width, height).getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error(`No 2D canvas of ${width} × ${height} px to read the picture from`);
  return context;
}

function readPicture(url: string, image: Size): Promise<Read> {
  if (read && readUrl === url) return read;
  readUrl = url;
  const reading = load(url, image);
  read = reading;
  reading.catch(() => {
    if (read === reading) read = undefined; // it may be there the next time
  });
  return reading;
}

async function load(url: string, image: Size): Promise<Read> {
  const response = await fetch(url);
  const bitmap = await createImageBitmap(await response.blob());
  const size = workingSizeOf(image);
  const context = contextOf(size);
  context.imageSmoothingQuality = 'medium';
  context.drawImage(bitmap, 0, 0, size.width, size.height);
  const small = context.getImageData(0, 0, size.width, size.height);
  let whole: OffscreenCanvasRenderingContext2D | undefined;
  return {
    ...{ url, small, regions: findRegions(small) },
    whole() {
      if (whole) return whole;
      const exact = workingSize(image);
      whole = contextOf(exact);
      whole.drawImage(bitmap, 0, 0, exact.width, exact.height);
      bitmap.close();
      return whole;
    },
  };
}

/** Where what is given in px of the one lies in the other. */
const placedIn = (from: Size, to: Size): Placement => ({
  scaleX: to.width / from.width,
  scaleY: to.height / from.height,
  x: 0,
  y: 0,
});

const scaleHint = (hint: Hint, from: Size, to: Size): Hint => ({
  ...hint,
  points: hint.points.map(({ x, y }) => ({
    x: (x * to.width) / from.width,
    y: (y * to.height) / from.height,
  })),
});

/** What is masked, cell by cell, and which pieces are: worked out once for a mask, and then for the steps that it grows by. */
interface Masked {
  readonly mask: PackedDrawing;
  readonly regions: Regions;
  readonly coverage: Coverage;
  readonly pieces: PieceSet;
}

let masked: Masked | undefined;

function maskedPieces(regions: Regions, mask: PackedDrawing, image: Size): PieceSet {
  const last = masked?.regions === regions ? masked : undefined;
  if (last?.mask === mask) return last.pieces;
  const { width, height } = regions;
  const more = last && stepsSince(last.mask, mask);
  const coverage =
    last && more ? last.coverage : { width, height, data: new Uint8ClampedArray(width * height) };
  masked = undefined; // what it holds is changed
  applySteps(coverage, maskStepsOf(more ?? unpackDrawing(mask)), placedIn(image, regions));
  const pieces = halfCovered(regions, coverage);
  masked = { mask, regions, coverage, pieces };
  return pieces;
}

/** The pieces of which at least half is masked. */
function halfCovered({ pieces: { labels, count, areas } }: Regions, { data }: Coverage): PieceSet {
  const counts = new Float64Array(count);
  for (let i = 0; i < labels.length; i++) {
    if ((data[i] ?? 0) < maskedFrom) continue;
    const piece = labels[i] ?? 0;
    counts[piece] = (counts[piece] ?? 0) + 1;
  }
  return Uint8Array.from(counts, (n, piece) => (2 * n >= (areas[piece] ?? 1) ? 1 : 0));
}

/** The last answers to hints: a pointer that rests on a piece, and the click after it, mean the same. */
const known = new Map<string, PieceSet>();
const mostKnown = 60;

function setOf(regions: Regions, argument: SelectArgument): PieceSet {
  const { image, mask, earlier, size } = argument;
  const hint = scaleHint(argument.hint, image, regions);
  const pieces = maskedPieces(regions, mask, image);
  const selected: Selected = {
    pieces,
    hints: earlier.map((each) => scaleHint(each, image, regions)),
  };
  const under = hint.points.length === 1 ? regions.pieces.labels[cellOf(regions, hint.points[0])] : undefined; // biome-ignore format: one line
  const key = under === undefined ? '' : [readUrl, mask, hint.mode, under, size].join(' ');
  const found = known.get(key);
  if (found) return found;
  const usual = usualOf(regions, hint, selected);
  const choice = size === 0 ? undefined : choose(regions, hint, selected, usual);
  const index = choice ? clamp(choice.usual + size, 0, choice.sets.length - 1) : 0;
  const set = choice?.sets[index] ?? usual;
  if (known.size >= mostKnown) known.clear();
  if (key) known.set(key, set);
  return set;
}

function cellOf({ width, height }: Size, { x, y }: Point = { x: 0, y: 0 }): number {
  const column = clamp(Math.floor(x), 0, width - 1);
  return clamp(Math.floor(y), 0, height - 1) * width + column;
}

/** 1 for each cell that belongs to a set of pieces. */
function cellsOf({ pieces: { labels } }: Regions, set: PieceSet): Uint8Array<ArrayBuffer> {
  const cells = new Uint8Array(labels.length);
  for (let i = 0; i < cells.length; i++) cells[i] = set[labels[i] ?? 0] ?? 0;
  return cells;
}

function shareOf(cells: Uint8Array): number {
  let count = 0;
  for (let i = 0; i < cells.length; i++) count += cells[i] ?? 0;
  return count / cells.length;
}

async function pictureOf(cells: Uint8Array, size: Size, box: Rect): Promise<ImageBitmap> {
  const pixels = new ImageData(box.width, box.height);
  for (let y = 0, to = 3; y < box.height; y++)
    for (let x = 0; x < box.width; x++, to += 4)
      pixels.data[to] = cells[(box.y + y) * size.width + box.x + x] ? 255 : 0;
  return createImageBitmap(pixels);
}

/** Rehearsals that a new worker still has before it: a few make its code several times as fast. */
let rehearsals = 4;

/** Asks what nobody asked, about a stroke beside what is selected: what runs the first times is slow until it is compiled. */
function rehearse(regions: Regions, pieces: PieceSet, goesOn: boolean): void {
  if (rehearsals === 0) return;
  rehearsals--;
  const [x, y] = [regions.width / 2, regions.height / 2];
  const points = [
    { x, y },
    { x: x + 8, y },
  ];
  usualOf(regions, { kind: 'touch', mode: 'add', points }, { pieces, hints: [] });
  if (goesOn) setTimeout(rehearse, 0, regions, pieces, true); // whoever asks meanwhile comes first
}

type Taken = SelectTasks['take']['answer'];

/** What was found, at full size. */
function takenAs(set: PieceSet, { regions, small, whole }: Read, image: Size): Taken {
  const cells = cellsOf(regions, set);
  const exact = workingSize(image);
  const context = whole();
  const scale = exact.width / image.width;
  const soft = softenEdge(cells, small, exact, ({ x, y, width, height }) =>
    context.getImageData(x, y, width, height),
  );
  if (!soft) return { runs: undefined, scale, share: 0 };
  const { area, coverage } = soft;
  const over = mapRect(area, placedIn(exact, image));
  return { runs: encodeSoftRuns(coverage.data, coverage, over), scale, share: shareOf(cells) };
}

/** What a click, or a stroke that had begun, was expected to take. */
let ready: { readonly picture: Read; readonly set: PieceSet; readonly taken: Taken } | undefined;

const isSame = (a: PieceSet, b: PieceSet): boolean => a.every((isIn, piece) => isIn === b[piece]);

async function takenBy(argument: SelectArgument): Promise<Taken> {
  const { url, image } = argument;
  const picture = await readPicture(url, image);
  const set = setOf(picture.regions, argument);
  if (ready?.picture !== picture || !isSame(ready.set, set))
    ready = { picture, set, taken: takenAs(set, picture, image) };
  return ready.taken;
}

const handlers: TaskHandlers<SelectTasks> = {
  async prepare({ url, image, mask }) {
    const isNew = url !== readUrl;
    const { regions } = await readPicture(url, image);
    maskedPieces(regions, mask, image);
    if (isNew) setTimeout(rehearse, 0, regions, new Uint8Array(regions.pieces.count), false);
    return undefined;
  },
  async show(argument) {
    const { url, image, hint } = argument;
    const { regions, whole } = await readPicture(url, image);
    const cells = cellsOf(regions, setOf(regions, argument));
    const box = boundsOf(cells, regions, 1);
    const bitmap = box && (await pictureOf(cells, regions, box));
    setTimeout(whole, 0); // when the answer is on its way: a click may come, and would have to wait for this
    if (!box || !bitmap) return undefined;
    const rect = mapRect(box, placedIn(regions, image));
    return { bitmap, rect, share: shareOf(cells), at: hint.points[0] ?? { x: 0, y: 0 } };
  },
  async walk(argument) {
    const { url, image, hint, direction } = argument;
    const { regions } = await readPicture(url, image);
    const cells = cellsOf(regions, setOf(regions, argument));
    const [start = { x: 0, y: 0 }] = scaleHint(hint, image, regions).points;
    let { x, y } = start;
    const isInside = () => x >= 0 && y >= 0 && x < regions.width && y < regions.height;
    // Past the edge of what is shown, into the middle of a piece of what is next to it.
    let beyond = 0;
    while (isInside() && beyond < Math.sqrt(areaOf(regions) / regions.pieces.count)) {
      x += direction.x;
      y += direction.y;
      beyond = cells[cellOf(regions, { x, y })] ? 0 : beyond + 1;
    }
    return {
      x: (clamp(x, 0.5, regions.width - 0.5) * image.width) / regions.width,
      y: (clamp(y, 0.5, regions.height - 0.5) * image.height) / regions.height,
    };
  },
  async ready(argument) {
    await takenBy(argument);
    if (ready) setTimeout(rehearse, 0, ready.picture.regions, ready.set, true);
    return undefined;
  },
  take: takenBy,
};

serveTasks(handlers, (answer) => (answer && 'bitmap' in answer ? [answer.bitmap] : []));
