import type { Coverage } from '../../image/raster';
import type { SpanSink } from './row-cells';

/** What a step's coverage does with what is there; a fully covered stretch is filled at once. */
export interface Blend {
  readonly full: number;
  /** The value of a pixel that is partly covered, from its old one; both and the coverage 0…255. */
  blended(value: number, coverage: number): number;
}

const share = (value: number, of: number): number => ((value * of + 127) / 255) | 0;

/** Together they cover what chance leaves open: 1 - (1 - a) (1 - b), as canvases draw over each other. */
export const adding: Blend = {
  full: 255,
  blended: (value, coverage) => value + share(255 - value, coverage),
};

export const subtracting: Blend = {
  full: 0,
  blended: (value, coverage) => share(value, 255 - coverage),
};

/** Below so many pixels a loop is faster than the call of `fill`. */
const fewPixels = 16;

export function blendInto({ width, data }: Coverage, { full, blended }: Blend): SpanSink {
  return (y, from, to, coverage) => {
    const start = y * width + from;
    const end = y * width + to;
    if (coverage === 255 && to - from > fewPixels) data.fill(full, start, end);
    else if (coverage === 255) for (let i = start; i < end; i++) data[i] = full;
    else for (let i = start; i < end; i++) data[i] = blended(data[i] ?? 0, coverage);
  };
}

/** Makes what is covered uncovered and the reverse. */
export function invert({ data }: Coverage): void {
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length >> 2);
  for (let i = 0; i < words.length; i++) words[i] = ~(words[i] ?? 0);
  for (let i = 4 * words.length; i < data.length; i++) data[i] = 255 - (data[i] ?? 0);
}
