import { type Mark, type MarkColour, markColours } from './marks';

/** Width of a mark's halo on each side, in thicknesses of its line. */
const haloShare = 0.2;

/** Colours that a dark halo parts from a picture better than a light one. */
const lightColours: readonly MarkColour[] = ['white', 'yellow'];

/** How far the halo goes beyond the mark's line on each side, image px. */
export const haloWidth = ({ size }: Mark): number => haloShare * size;

/** The colour of the thin line around a mark, so that red is seen on red, by the model too. */
export const haloColour = ({ colour }: Mark): string =>
  lightColours.includes(colour) ? markColours.black : markColours.white;
