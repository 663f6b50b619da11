import type { Rect } from '../base/geometry';
import type { Raster } from '../pixels/raster';
import type { Alignment } from './align';
import { cellsOutside, type Kept } from './tint-cells';
import { type ChannelTint, fitTint, type TintFit } from './tint-fit';

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
      let at = 4 * (y * width + area.x) + channel;
      let byPlace = tint.offset + tint.down * y + tint.across * area.x;
      for (const end = at + 4 * area.width; at < end; at += 4, byPlace += tint.across) {
        const value = data[at] ?? 0;
        const sum = byPlace + (byTone[value] ?? 0);
        const added = sum < -mostTint ? -mostTint : sum > mostTint ? mostTint : sum;
        const tinted = value + unit * added;
        data[at] = tinted <= 0 ? 0 : tinted >= full ? full : Math.floor(tinted + 0.5);
      }
    }
  }
}
