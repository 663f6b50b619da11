import type { Rect, Size } from '../base/geometry';
import type { Raster } from '../pixels/raster';
import type { Alignment } from './align';
import { type Cells, cellsOutside, type Kept } from './tint-cells';

/*
 * Iteratively reweighted least squares with Tukey's biweight (P. Huber, E. Ronchetti, "Robust Statistics", 2nd
 * edition, 2009), so that cells with new content drop out instead of counting a little.
 */

/** 8-bit steps within which two cells show the same, whatever the scatter. */
const leastSpread = 1.5;
/** Standard deviations at which a cell drops out: Tukey's constant for 95 % efficiency. */
const tukey = 4.685;
/** Deviation of a normal distribution for a median of absolute values of 1. */
const madDeviation = 1.4826;
const rounds = 12;
/** Rounds in which the scale is still wider, so that a poor start does not lock the fit. */
const wideRounds = 4;
/** Cells that count at least so much agree. */
const agreeingShare = 0.25;
/** Tones are counted from their median in units of so many 8-bit steps. */
const toneSpread = 64;
/** How much is asked for before a slope is believed in, as a share of the cells. */
const doubt: Coefficients = [0, 0.02, 0.02, 0.02];

/** Offset, slope over the tone, slope across, slope down. */
type Coefficients = readonly [number, number, number, number];

/** One channel of the cells, and what explains the difference between the two pictures. */
interface Channel {
  readonly original: Float64Array;
  readonly answer: Float64Array;
  /** Median of the answer's tones. */
  readonly tone: number;
  coefficients: Coefficients;
}

/** What to add to one channel: `offset + slope * value + across * x + down * y`, in 8-bit steps. */
export interface ChannelTint {
  readonly offset: number;
  /** For each 8-bit step of the answer's sample. */
  readonly slope: number;
  /** For each px of the crop. */
  readonly across: number;
  readonly down: number;
  /** The samples between which the slope is known; others count as the nearer of the two. */
  readonly low: number;
  readonly high: number;
}

export interface TintFit {
  readonly channels: readonly ChannelTint[];
  /** Cells that the fit explains. */
  readonly agreeing: number;
  /** Medians, 8-bit steps, in the channel where each is largest: how far cells are off what is explained, … */
  readonly unexplained: number;
  /** … how far the original's and the answer's tones are off their own median, … */
  readonly contrast: number;
  readonly answerContrast: number;
  /** … and what is to be added to the answer's median tone in the middle. */
  readonly shift: number;
}

/**
 * What explains most of the cells' differences.
 * @param crop px
 */
export function fitTint(cells: Cells, crop: Size): TintFit {
  const channels = [0, 1, 2].map((channel) => channelOf(cells, channel));
  const shares = new Float64Array(cells.count).fill(1);
  for (let round = 0; round < rounds; round += 1) {
    reweigh(cells, channels, shares, round);
    for (const channel of channels) channel.coefficients = solveChannel(cells, channel, shares);
  }
  reweigh(cells, channels, shares, rounds);
  const agreeing = shares.reduce((sum, share) => sum + (share > agreeingShare ? 1 : 0), 0);
  const most = (of: (channel: Channel) => number) => Math.max(...channels.map(of));
  return {
    channels: channels.map((channel) => inPixels(channel, shares, crop)),
    agreeing,
    unexplained: most((channel) => median(residuals(cells, channel))),
    contrast: most(({ original }) => contrastOf(original)),
    answerContrast: most(({ answer }) => contrastOf(answer)),
    shift: most(({ coefficients: [offset] }) => Math.abs(offset)),
  };
}

function contrastOf(tones: Float64Array): number {
  const middle = median(tones);
  return median(tones.map((tone) => Math.abs(tone - middle)));
}

/** One channel, to begin with explained by the median of its differences. */
function channelOf(cells: Cells, channel: number): Channel {
  const [original, answer] = [cells.original, cells.answer].map((channels) =>
    Float64Array.from(channels[channel]?.subarray(0, cells.count) ?? []),
  ) as [Float64Array, Float64Array];
  const offset = median(original.map((value, i) => value - (answer[i] ?? 0)));
  return { original, answer, tone: median(answer), coefficients: [offset, 0, 0, 0] };
}

/** The upper one of the two in the middle, by quickselect (C. Hoare, "Algorithm 65: FIND", 1961); 0 without any. */
function median(values: Float64Array): number {
  const found = values.slice();
  const middle = found.length >> 1;
  let [low, high] = [0, found.length - 1];
  while (low < high) {
    const pivot = found[middle] ?? 0;
    let i = low;
    let j = high;
    while (i <= j) {
      while ((found[i] ?? 0) < pivot) i += 1;
      while ((found[j] ?? 0) > pivot) j -= 1;
      if (i > j) break;
      const value = found[i] ?? 0;
      found[i] = found[j] ?? 0;
      found[j] = value;
      i += 1;
      j -= 1;
    }
    if (j < middle) low = i;
    if (i > middle) high = j;
  }
  return found[middle] ?? 0;
}

/** How far off each cell's difference is from what is explained: 8-bit steps. */
function residuals({ x, y }: Cells, { original, answer, tone, coefficients }: Channel) {
  const [offset, slope, across, down] = coefficients;
  const out = new Float64Array(answer.length);
  for (let i = 0; i < out.length; i += 1) {
    const value = answer[i] ?? 0;
    const explained =
      offset + (slope * (value - tone)) / toneSpread + across * (x[i] ?? 0) + down * (y[i] ?? 0);
    out[i] = Math.abs((original[i] ?? 0) - value - explained);
  }
  return out;
}

/** How much each cell counts: it is as foreign as its most foreign channel. */
function reweigh(
  cells: Cells,
  channels: readonly Channel[],
  shares: Float64Array,
  round: number,
): void {
  const worst = new Float64Array(cells.count);
  const wider = round < wideRounds ? 2 - round / wideRounds : 1;
  for (const channel of channels) {
    const away = residuals(cells, channel);
    const spread = Math.max(leastSpread, madDeviation * median(away)) * tukey * wider;
    for (let i = 0; i < worst.length; i += 1)
      worst[i] = Math.max(worst[i] ?? 0, (away[i] ?? 0) / spread);
  }
  for (let i = 0; i < worst.length; i += 1) {
    const far = worst[i] ?? 0;
    shares[i] = far < 1 ? (1 - far * far) ** 2 : 0;
  }
}

/** Weighted least squares for four numbers; slopes are held back where the cells do not speak for them. */
function solveChannel({ x, y, count }: Cells, channel: Channel, shares: Float64Array) {
  const { original, answer, tone } = channel;
  // The sums of the normal equations by name: lists in the innermost loop take several times as long. 1 offset, t tone, x, y, d difference.
  let [n, t, sx, sy, d] = [0, 0, 0, 0, 0];
  let [tt, tx, ty, td, xx, xy, xd, yy, yd] = [0, 0, 0, 0, 0, 0, 0, 0, 0];
  for (let i = 0; i < count; i += 1) {
    const share = shares[i] ?? 0;
    if (share === 0) continue;
    const value = answer[i] ?? 0;
    const toned = (value - tone) / toneSpread;
    const across = x[i] ?? 0;
    const down = y[i] ?? 0;
    const difference = (original[i] ?? 0) - value;
    const byTone = share * toned;
    const byAcross = share * across;
    const byDown = share * down;
    n += share;
    t += byTone;
    sx += byAcross;
    sy += byDown;
    d += share * difference;
    tt += byTone * toned;
    tx += byTone * across;
    ty += byTone * down;
    td += byTone * difference;
    xx += byAcross * across;
    xy += byAcross * down;
    xd += byAcross * difference;
    yy += byDown * down;
    yd += byDown * difference;
  }
  const matrix = [
    [n, t, sx, sy, d],
    [t, tt, tx, ty, td],
    [sx, tx, xx, xy, xd],
    [sy, ty, xy, yy, yd],
  ];
  doubt.forEach((share, a) => {
    const line = matrix[a];
    if (line) line[a] = (line[a] ?? 0) + share * count + 1e-6;
  });
  return eliminate(matrix);
}

/** Gauss without pivoting: the matrix is symmetric and positive. */
function eliminate(matrix: number[][]): Coefficients {
  for (let a = 0; a < 4; a += 1)
    for (let b = 0; b < 4; b += 1) {
      const [pivot, line] = [matrix[a], matrix[b]];
      if (a === b || !pivot || !line) continue;
      const share = (line[a] ?? 0) / (pivot[a] ?? 1);
      for (let column = a; column < 5; column += 1)
        line[column] = (line[column] ?? 0) - share * (pivot[column] ?? 0);
    }
  const [offset = 0, slope = 0, across = 0, down = 0] = matrix.map(
    (line, a) => (line[4] ?? 0) / (line[a] ?? 1),
  );
  return [offset, slope, across, down];
}

/** The same by the answer's samples and the crop's px. The slope is known between the tones of the cells that agree. */
function inPixels(channel: Channel, shares: Float64Array, { width, height }: Size): ChannelTint {
  const [offset, slope, across, down] = channel.coefficients;
  const tones = channel.answer.filter((_, i) => (shares[i] ?? 0) > agreeingShare).sort();
  return {
    offset: offset - (slope * channel.tone) / toneSpread - across - down,
    slope: slope / toneSpread,
    across: (2 * across) / width,
    down: (2 * down) / height,
    low: tones[Math.floor(0.02 * tones.length)] ?? 0,
    high: tones[Math.floor(0.98 * tones.length)] ?? 0,
  };
}

/*
 * What a model does to all of a picture that it redraws, its tint, is told from what it was asked to change by looking
 * where it was not asked to change anything. What differs there is explained by a few numbers a channel (`tint-fit.ts`);
 * what they can't explain is no tint.
 */

/** 8-bit steps; beyond that it is an edit and no tint. */
const mostTint = 48;
/** Fewer cells that agree are no evidence. */
const leastAgreeing = 16;
/** Of the cells compared at least this share has to agree. */
const leastShare = 0.35;

/** 8-bit steps of contrast below which a picture is of one colour, … */
const flatContrast = 0.5;
/** … and up to which it is so plain that grain and rounding are as strong. */
const plainContrast = 3;
/** Of the original's contrast no more may stay unexplained. */
const mostUnexplained = 0.7;

/** The tint of an answer, as what is to be added to undo it: of red, green and blue. */
export interface Tint {
  readonly channels: readonly ChannelTint[];
  /** 0…1: which part of what was compared agrees on it. */
  readonly agreement: number;
}

/**
 * What to add to one sample of an answer, 8-bit steps.
 * @param value the answer's sample, 0…255
 * @param x crop px
 * @param y crop px
 */
export function correctionAt(channel: ChannelTint, value: number, x: number, y: number): number {
  const byPlace = channel.offset + channel.across * x + channel.down * y;
  return Math.max(-mostTint, Math.min(mostTint, byPlace + correctionByTone(channel, value)));
}

const correctionByTone = ({ slope, low, high }: ChannelTint, value: number): number =>
  slope * Math.max(low, Math.min(high, value));

/**
 * The tint that the model gave to what it was not asked to change, as what is to be added to undo it. Undefined where
 * nothing can be told: no surroundings, or none that shows the same picture.
 * @param answer as large as `crop`, as it came
 * @param alignment where in the answer the picture lies
 */
export function measureTint(
  original: Raster,
  crop: Rect,
  answer: Raster,
  kept: Kept,
  alignment: Alignment,
): Tint | undefined {
  const cells = cellsOutside({ original, crop, answer, alignment }, kept);
  if (cells.count < leastAgreeing) return undefined;
  const fit = fitTint(cells, crop);
  const { channels, agreeing } = fit;
  if (agreeing < Math.max(leastAgreeing, leastShare * cells.count)) return undefined;
  if (!showsTheSame(fit)) return undefined;
  return { channels, agreement: agreeing / cells.count };
}

/**
 * Whether what is explained is the same picture: cells that agree with each other no better than the picture's own tones
 * do with their median agree on nothing, nor does an answer that is all of one colour. Beyond the most that is undone it
 * is another picture, too.
 */
function showsTheSame({ unexplained, contrast, answerContrast, shift }: TintFit): boolean {
  if (shift > mostTint) return false;
  if (answerContrast < flatContrast && contrast > plainContrast) return false;
  return unexplained <= Math.max(plainContrast, mostUnexplained * contrast);
}

/** Undoes the tint in that part of an answer, in place. */
export function undoTint(answer: Raster, area: Rect, { channels }: Tint): void {
  const { data, width, bitDepth } = answer;
  const full = bitDepth === 16 ? 65_535 : 255;
  const unit = full / 255;
  for (const [channel, tint] of channels.entries()) {
    const byTone = Float64Array.from({ length: full + 1 }, (_, value) =>
      correctionByTone(tint, value / unit),
    );
    for (let y = area.y; y < area.y + area.height; y += 1) {
      const at = 4 * (y * width + area.x) + channel;
      const byPlace = tint.offset + tint.down * y + tint.across * area.x;
      addAlong(data, at, at + 4 * area.width, byPlace, tint.across, byTone, unit, full);
    }
  }
}

/** A line of one channel. By itself it is compiled after a few lines; in a loop of loops the first picture would be done before. */
function addAlong(
  data: Uint8ClampedArray | Uint16Array,
  start: number,
  end: number,
  firstByPlace: number,
  across: number,
  byTone: Float64Array,
  unit: number,
  full: number,
): void {
  let byPlace = firstByPlace;
  for (let at = start; at < end; at += 4, byPlace += across) {
    const value = data[at] ?? 0;
    const sum = byPlace + (byTone[value] ?? 0);
    const added = sum < -mostTint ? -mostTint : sum > mostTint ? mostTint : sum;
    const tinted = value + unit * added;
    data[at] = tinted <= 0 ? 0 : tinted >= full ? full : Math.floor(tinted + 0.5);
  }
}
