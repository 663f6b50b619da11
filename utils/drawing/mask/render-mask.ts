import type { Placement, Rect, Size } from '../../base/geometry';
import { SparseBytes } from '../../codecs/deflate';
import { encodeScanlines } from '../../codecs/png-write';
import type { Coverage } from '../../pixels/raster';
import { createStepCover } from '../raster/cover-step';
import { addTo, invert, takeFrom } from '../raster/fill';
import type { MaskStep } from '../steps';

/*
 * One answer for panel, job and blend to "is there a mask, and where": what the panel counts as painted gets a price, is sent,
 * and is put in.
 */

/** From this coverage on (of 255) a pixel counts as masked where there is only yes or no. */
export const maskedFrom = 128;

/** Coverage below this is a trace: noise of the rasteriser, or the smoothed edge of what was erased. */
const leastMask = 8;

/** Whether anything is masked. */
export const hasMask = ({ data }: Pick<Coverage, 'data'>): boolean =>
  data.some((value) => value >= leastMask);

/**
 * The mask with its strongest pixel wholly covered: one that is faint everywhere, a line thinner than a pixel or a dab that
 * was erased softly, counts from half its own maximum. Undefined where nothing is masked.
 */
export function wholeMask(coverage: Coverage): Coverage | undefined {
  if (coverage.data.includes(255)) return coverage; // as nearly all are, found quickly
  let most = 0;
  for (let i = 0; i < coverage.data.length && most < 255; i += 1)
    most = Math.max(most, coverage.data[i] ?? 0);
  if (most < leastMask) return undefined;
  if (most >= maskedFrom) return coverage;
  return { ...coverage, data: coverage.data.map((value) => Math.ceil((value * 255) / most)) };
}

/**
 * How far each pixel of `region` (image px, inside the image) is masked, at `targetSize` (pixels;
 * by default the region's own). Needs no canvas, so it is the same everywhere.
 */
export function renderCoverage(
  steps: readonly MaskStep[],
  region: Rect,
  targetSize: Size = region,
): Coverage {
  const { width, height } = targetSize;
  const coverage: Coverage = { width, height, data: new Uint8ClampedArray(width * height) };
  // The directions have their own scales: a target's sides are rounded to whole pixels.
  const scaleX = width / region.width;
  const scaleY = height / region.height;
  applySteps(coverage, steps, { scaleX, scaleY, x: -region.x * scaleX, y: -region.y * scaleY });
  return coverage;
}

/**
 * Applies more steps to what a mask covers, in place. What the screen shows, what is counted and what is sent all come from
 * here.
 * @param placement where image px land among the pixels of `coverage`
 */
export function applySteps(
  coverage: Coverage,
  steps: readonly MaskStep[],
  placement: Placement,
): void {
  const cover = createStepCover(placement, coverage);
  const add = addTo(coverage);
  const take = takeFrom(coverage);
  const last = steps.findLastIndex(empties);
  if (last >= 0) coverage.data.fill(0);
  // What is inverted is kept as its opposite, where adding is taking away, until the end.
  let isOpposite = false;
  for (const step of steps.slice(Math.max(0, last))) {
    if (step.kind === 'invert') isOpposite = !isOpposite;
    else if (step.kind !== 'clear') {
      const isAdding = (step.mode === 'add') !== isOpposite;
      cover(step, isAdding ? add : take);
    }
  }
  if (isOpposite) invert(coverage);
}

/** Whether nothing that was masked before a step counts any more. */
const empties = (step: MaskStep): boolean =>
  step.kind === 'clear' || (step.kind === 'runs' && step.replaces === true);

/** Filters of a scanline: each pixel minus the one to its left, or minus the one above. */
const [sub, up] = [1, 2];

/** RGBA samples of a covered and of a kept pixel, and each minus the other, modulo 256. */
const coveredPixel = [255, 255, 255, 0] as const;
const keptPixel = [0, 0, 0, 255] as const;
const coveredMinusKept = [255, 255, 255, 1] as const;
const keptMinusCovered = [1, 1, 1, 255] as const;

/**
 * The mask as servers of both conventions read it: covered pixels (at least half covered) are white
 * and transparent, kept ones black and opaque. 8-bit RGBA PNG of the coverage's size. Only the places
 * where a row differs from the one above are looked at; an RGBA picture of the whole never exists.
 */
export const encodeMaskPng = (coverage: Coverage): Blob =>
  encodeScanlines(
    { width: coverage.width, height: coverage.height, bitDepth: 8, channels: 4 },
    scanlines(coverage),
  );

/** From so many bytes on that are not 0, a piece is complete: each is a block of the compressed file. */
const pieceLength = 1 << 16;

/**
 * The filtered rows, in which nearly all is 0: the first by what changes along it, each further one by what
 * differs from the one above.
 */
function* scanlines(coverage: Coverage): Generator<SparseBytes> {
  const changesFromAbove = changesBetweenRows(coverage);
  let piece = new SparseBytes();
  piece.put(sub);
  putFirstPixel(coverage, piece);
  putChanges(coverage, 0, 1, changesAlongFirstRow(coverage), piece);
  for (let y = 1; y < coverage.height; y++) {
    if (piece.values.length >= pieceLength) {
      yield piece;
      piece = new SparseBytes();
    }
    piece.put(up);
    putChanges(coverage, y, 0, changesFromAbove(y), piece);
  }
  yield piece;
}

const isCovered = ({ data }: Coverage, index: number): boolean => (data[index] ?? 0) >= maskedFrom;

/** Left of it is nothing, which counts as 0 in every channel. */
function putFirstPixel(coverage: Coverage, piece: SparseBytes): void {
  for (const sample of isCovered(coverage, 0) ? coveredPixel : keptPixel) piece.put(sample);
}

/** The rest of a row, `from` a column on, with what changes at `columns`. */
function putChanges(
  coverage: Coverage,
  y: number,
  from: number,
  columns: readonly number[],
  piece: SparseBytes,
): void {
  let at = from;
  for (const x of columns) {
    piece.zeros(4 * (x - at));
    const change = isCovered(coverage, y * coverage.width + x)
      ? coveredMinusKept
      : keptMinusCovered;
    for (const sample of change) piece.put(sample);
    at = x + 1;
  }
  piece.zeros(4 * (coverage.width - at));
}

/** The columns of the first row whose pixel is not as the one to its left. */
function changesAlongFirstRow(coverage: Coverage): number[] {
  const columns: number[] = [];
  for (let x = 1; x < coverage.width; x++)
    if (isCovered(coverage, x) !== isCovered(coverage, x - 1)) columns.push(x);
  return columns;
}

/** The columns in which a row's pixels are not as those above: `maskedFrom` is a byte's highest bit. */
function changesBetweenRows({ width, data }: Coverage): (y: number) => readonly number[] {
  const isWhole = width % 4 === 0 && data.byteOffset % 4 === 0;
  const stride = isWhole ? width >> 2 : 0;
  const words = new Uint32Array(
    data.buffer,
    isWhole ? data.byteOffset : 0,
    stride && data.length >> 2,
  );
  const change = (i: number) => (words[i] ?? 0) ^ (words[i - stride] ?? 0);
  const columns: number[] = [];
  const look = (y: number, from: number, to: number) => {
    for (let x = from, i = y * width + from; x < to; x++, i++) {
      if (((data[i] ?? 0) ^ (data[i - width] ?? 0)) & maskedFrom) columns.push(x);
    }
  };
  return (y) => {
    columns.length = 0;
    let x = 0;
    for (let i = y * stride; x + 4 <= stride; x += 4, i += 4) {
      const differing = change(i) | change(i + 1) | change(i + 2) | change(i + 3);
      if (differing & 0x80808080) look(y, 4 * x, 4 * x + 16);
    }
    look(y, 4 * x, width);
    return columns;
  };
}
