import { clamp } from '../../base/geometry';
import type { BrushStroke } from '../steps';

/** A Gaussian's edge falls from 98 % to 2 % over four standard deviations. */
const deviationsOfRim = 4;

/** Standard deviations after which nothing of a Gaussian is left in 8 bits. */
export const gaussianReach = 3;

/** A stroke's hardness, 0…1; 1 where it has none or one that is no number. */
export const hardnessOf = ({ hardness = 1 }: BrushStroke): number =>
  Number.isFinite(hardness) ? clamp(hardness, 0, 1) : 1;

/** A stroke as wide as what at least half coverage of a soft one takes in: what is blurred. */
export const coreOf = (stroke: BrushStroke): BrushStroke => ({
  ...stroke,
  size: (stroke.size * (1 + hardnessOf(stroke))) / 2,
});

/** The standard deviation of the Gaussian that makes a stroke's core the stroke, image px. */
export const deviationOf = (stroke: BrushStroke): number =>
  ((stroke.size / 2) * (1 - hardnessOf(stroke))) / deviationsOfRim;
