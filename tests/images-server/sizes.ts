import { invalidValue } from './errors';
import type { ServedModel } from './models';

/** Image pixels. */
export interface Size {
  width: number;
  height: number;
}

const standard = ['1024x1024', '1536x1024', '1024x1536'];
const maxEdge = 3840;
const minPixels = 655_360;
const maxPixels = 8_294_400;

/**
 * The size to answer with. `auto` (or none) reframes as the real models do: a wide source comes back
 * tall and the other way round.
 * @throws ApiError `invalid_value` naming `size`
 */
export function requestedSize(
  asked: string | undefined,
  source: Size | undefined,
  model: ServedModel,
  strict: boolean,
): Size {
  if (asked === undefined || asked === 'auto') return source ? reframed(source) : square();
  const size = parseSize(asked);
  if (!size)
    throw invalidValue('size', `Invalid size '${asked}'. Expected WIDTHxHEIGHT or 'auto'.`);
  const problem = strict ? strictProblem(size, asked, model) : lenientProblem(size);
  if (problem) throw invalidValue('size', `Invalid size '${asked}'. ${problem}`);
  return size;
}

/** A standard size of another shape than `size`. */
export function reframed(size: Size): Size {
  const ratio = size.width / size.height;
  if (ratio > 1.1) return { width: 1024, height: 1536 };
  return ratio < 0.9 ? { width: 1536, height: 1024 } : square();
}

export function sizeText(size: Size): string {
  return `${size.width}x${size.height}`;
}

function square(): Size {
  return { width: 1024, height: 1024 };
}

function parseSize(text: string): Size | undefined {
  const match = /^(\d{1,5})x(\d{1,5})$/.exec(text);
  return match ? { width: Number(match[1]), height: Number(match[2]) } : undefined;
}

function strictProblem(size: Size, asked: string, model: ServedModel): string | undefined {
  if (model.sizes === 'three') {
    return standard.includes(asked)
      ? undefined
      : `Supported values are ${standard.join(', ')}, auto.`;
  }
  const { width, height } = size;
  if (width % 16 || height % 16) return 'Width and height must be divisible by 16.';
  const long = Math.max(width, height);
  if (long > maxEdge) return `The longest edge must not exceed ${maxEdge} pixels.`;
  if (long > 3 * Math.min(width, height)) return 'The aspect ratio must be between 1:3 and 3:1.';
  const pixels = width * height;
  if (pixels < minPixels) return `At least ${minPixels} pixels are required.`;
  return pixels > maxPixels ? `At most ${maxPixels} pixels are allowed.` : undefined;
}

function lenientProblem({ width, height }: Size): string | undefined {
  if (width % 8 || height % 8) return 'Width and height must be divisible by 8.';
  return Math.min(width, height) < 64 || Math.max(width, height) > 4096
    ? 'Edges must be 64 to 4096 pixels.'
    : undefined;
}
