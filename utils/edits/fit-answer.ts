import { AppError } from '../errors';
import { areaOf, type Size } from '../geometry';
import type { Raster } from '../image/raster';
import { resampleRaster } from '../image/resample';
import type { CropPlan } from './plan-crop';

/** How far the answer's shape may be off the asked one. */
const MAX_STRETCH = 1.01;
/** A side below this share of the asked one is a thumbnail or an error picture. */
const MIN_SHARE = 0.25;

/**
 * The answer at the crop's size. Another size than asked is resampled if its shape is the same
 * within 1 %. Alpha that peaks just under full, as some encoders leave it, counts as full.
 * @throws AppError answer-misfit (substitutions: got, wanted, as "1024x768"), answer-empty where
 *   every pixel is clear
 */
export function fitAnswer(answer: Raster, { crop, requestSize }: CropPlan): Raster {
  const stretch = (answer.width * requestSize.height) / (answer.height * requestSize.width);
  const share = Math.sqrt(areaOf(answer) / areaOf(requestSize));
  if (stretch > MAX_STRETCH || stretch < 1 / MAX_STRETCH || share < MIN_SHARE)
    throw misfit(answer, requestSize);
  const peak = peakAlpha(answer);
  if (peak === 0) throw new AppError('answer-empty');
  return resampleRaster(withFullAlpha(answer, peak), crop);
}

const text = ({ width, height }: Size): string => `${width}x${height}`;

/** The error for an answer that cannot be made to fit. */
const misfit = (got: Size, wanted: Size): AppError =>
  new AppError('answer-misfit', { details: { substitutions: [text(got), text(wanted)] } });

/** The largest alpha, as a share of full. */
function peakAlpha({ data, bitDepth }: Raster): number {
  const maximum = bitDepth === 16 ? 65_535 : 255;
  let peak = 0;
  for (let i = 3; i < data.length && peak < maximum; i += 4) peak = Math.max(peak, data[i] ?? 0);
  return peak / maximum;
}

function withFullAlpha(answer: Raster, peak: number): Raster {
  if (peak === 1 || peak < 0.98) return answer;
  const copy: Raster =
    answer.bitDepth === 16
      ? { ...answer, data: answer.data.slice() }
      : { ...answer, data: answer.data.slice() };
  for (let i = 3; i < copy.data.length; i += 4)
    copy.data[i] = Math.round((copy.data[i] ?? 0) / peak);
  return copy;
}
