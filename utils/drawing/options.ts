import type { MarkColour } from './steps';

/** What the user chose for painting and showing masks and for drawing marks; the same for all images. */
export interface MaskOptions {
  /** 0…100 %: how much of the brush's radius covers fully. */
  readonly hardness: number;
  /** Whether a pen's pressure makes strokes thinner and thicker. */
  readonly usePressure: boolean;
  /** Whether a stroke that comes back to its start takes in what it went round. */
  readonly fillClosed: boolean;
  /** For the magic wand: the largest difference of a colour sample that still counts, 0…255. */
  readonly tolerance: number;
  readonly contiguous: boolean;
  readonly tint: MaskTint;
  /** 0…100 %. */
  readonly opacity: number;
  readonly markColour: MarkColour;
  /** Thickness of a mark's line, CSS px on the stage. */
  readonly markSize: number;
  /** Whether each finished stroke is removed on this device, without a press. */
  readonly removeAtOnce: boolean;
  /** Whether single characters, such as B for the brush, are shortcuts. */
  readonly characterKeys: boolean;
}

export const maskTints = ['red', 'green', 'blue', 'yellow', 'black', 'white'] as const;
export type MaskTint = (typeof maskTints)[number];

export const defaultMaskOptions: MaskOptions = {
  hardness: 100,
  usePressure: true,
  fillClosed: false,
  tolerance: 32,
  contiguous: true,
  tint: 'red',
  opacity: 48,
  markColour: 'red',
  markSize: 6,
  removeAtOnce: false,
  characterKeys: true,
};
