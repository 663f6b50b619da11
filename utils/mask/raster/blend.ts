import type { Coverage } from '../../image/raster';
import type { SpanSink } from './row-cells';

/** `value` of 255 in `of`, rounded. */
const share = (value: number, of: number): number => ((value * of + 127) / 255) | 0;

/** Below so many pixels a loop is faster than the call of `fill`. */
const fewPixels = 16;

/**
 * Adds what it gets to the coverage. Where both cover a pixel in part, they cover together what chance
 * leaves open, 1 - (1 - a) (1 - b), as canvases draw over each other.
 */
export function addTo({ width, data }: Coverage): SpanSink {
  return (y, from, to, coverage) => {
    const start = y * width + from;
    const end = y * width + to;
    if (coverage === 255 && to - from > fewPixels) {
      data.fill(255, start, end);
      return;
    }
    for (let i = start; i < end; i++) {
      const value = data[i] ?? 0;
      data[i] = value + share(255 - value, coverage);
    }
  };
}

/** Takes what it gets from the coverage: a (1 - b). */
export function takeFrom({ width, data }: Coverage): SpanSink {
  return (y, from, to, coverage) => {
    const start = y * width + from;
    const end = y * width + to;
    if (coverage === 255 && to - from > fewPixels) {
      data.fill(0, start, end);
      return;
    }
    for (let i = start; i < end; i++) data[i] = share(data[i] ?? 0, 255 - coverage);
  };
}

/** Makes what is covered uncovered and the reverse. */
export function invert({ data }: Coverage): void {
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length >> 2);
  for (let i = 0; i < words.length; i++) words[i] = ~(words[i] ?? 0);
  for (let i = 4 * words.length; i < data.length; i++) data[i] = 255 - (data[i] ?? 0);
}
