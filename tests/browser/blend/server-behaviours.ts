import type { ErrorCode } from '../../../utils/base/errors';
import type { Raster } from '../../../utils/pixels/raster';
import { resampleRaster } from '../../../utils/pixels/resample';

/** How a model redraws a picture around what it was asked to change; px of the request. */
export interface ServerBehaviour {
  readonly name: string;
  readonly dx: number;
  readonly dy: number;
  readonly scale: number;
  /** Added to each colour sample. */
  readonly tint: number;
  /** Share of the asked size that comes back. */
  readonly size?: number;
  /** Paints over the lower right corner too, which no mask touches. */
  readonly heedless?: boolean;
  /** The code of the refusal, where the answer can't be put into the picture. */
  readonly refused?: ErrorCode;
}

const still = { dx: 0, dy: 0, scale: 1, tint: 5 };

export const serverBehaviours: readonly ServerBehaviour[] = [
  { ...still, name: 'drifting', dx: 2, dy: -3 },
  { ...still, name: 'perfect' },
  { ...still, name: 'zoomed', scale: 1.03 },
  { ...still, name: 'smaller', size: 0.75 },
  { ...still, name: 'heedless', heedless: true },
  { ...still, name: 'reframing', scale: 1.25, refused: 'answer-reframed' },
];

/** An opaque answer: the picture moved and tinted, as a model redraws it. Bilinear. */
export function redrawn(picture: Raster, behaviour: ServerBehaviour): Raster {
  const { width, height } = picture;
  const { dx, dy, scale, tint, size = 1, heedless = false } = behaviour;
  const data = new Uint8ClampedArray(4 * width * height).fill(255);
  const [midX, midY] = [(width - 1) / 2, (height - 1) / 2];
  for (let y = 0, i = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1, i += 4) {
      if (heedless && x > 0.9 * width && y > 0.9 * height) continue; // left white
      const fromX = clampTo((x - midX - dx) / scale + midX, width - 1);
      const fromY = clampTo((y - midY - dy) / scale + midY, height - 1);
      for (let c = 0; c < 3; c += 1) data[i + c] = sampleAt(picture, fromX, fromY, c) + tint;
    }
  const answer: Raster = { bitDepth: 8, width, height, data };
  return resampleRaster(answer, {
    width: Math.round(size * width),
    height: Math.round(size * height),
  });
}

const clampTo = (value: number, most: number): number => Math.max(0, Math.min(most, value));

function sampleAt({ width, height, data }: Raster, x: number, y: number, c: number): number {
  const [left, top] = [Math.min(width - 2, Math.floor(x)), Math.min(height - 2, Math.floor(y))];
  const [u, v] = [x - left, y - top];
  const at = 4 * (top * width + left) + c;
  const above = (data[at] ?? 0) * (1 - u) + (data[at + 4] ?? 0) * u;
  const below = (data[at + 4 * width] ?? 0) * (1 - u) + (data[at + 4 * width + 4] ?? 0) * u;
  return above * (1 - v) + below * v;
}
