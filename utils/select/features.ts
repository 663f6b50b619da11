import type { Size } from '../base/geometry';

/** RGBA samples, straight alpha, 4 bytes a pixel, rows from the top. */
export interface Pixels extends Size {
  readonly data: Uint8ClampedArray;
}

/** A picture as the eye tells its colours apart. */
export interface LabPicture extends Size {
  /** CIELAB (D65), L* a* b* in turn, rows from the top: a distance of 2.3 can just be seen. */
  readonly lab: Float32Array<ArrayBuffer>;
}

/** sRGB samples to linear light, IEC 61966-2-1. */
const linear = Float32Array.from({ length: 256 }, (_, value) => {
  const share = value / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
});

const rootSteps = 4096;

/** The function f of CIELAB for 0…1.1, CIE 15:2004. */
const roots = Float32Array.from({ length: Math.ceil(1.1 * rootSteps) + 1 }, (_, i) => {
  const t = i / rootSteps;
  return t > 216 / 24_389 ? Math.cbrt(t) : (24_389 / 27 / 116) * t + 16 / 116;
});

const rootOf = (t: number): number => roots[(t * rootSteps + 0.5) | 0] ?? 1;

/** What stands for nothing at all: a colour that hardly any picture has, so that a thing ends where the picture does. */
const clear = { a: 90, b: -90, lightness: 50 } as const;

/** The colours of a picture, smoothed over 3 x 3 px against noise and what JPEG leaves. */
export function labOf(pixels: Pixels): LabPicture {
  const { width, height } = pixels;
  return { width, height, lab: smoothed(exactLab(pixels), width, height) };
}

/** The colours of each pixel. */
export function exactLab({ data, width, height }: Pixels): Float32Array<ArrayBuffer> {
  const lab = new Float32Array(3 * width * height);
  for (let from = 0, to = 0; to < lab.length; from += 4, to += 3) {
    const r = linear[data[from] ?? 0] ?? 0;
    const g = linear[data[from + 1] ?? 0] ?? 0;
    const b = linear[data[from + 2] ?? 0] ?? 0;
    const x = rootOf(0.433_953 * r + 0.376_219 * g + 0.189_828 * b);
    const y = rootOf(0.212_671 * r + 0.715_16 * g + 0.072_169 * b);
    const z = rootOf(0.017_758 * r + 0.109_477 * g + 0.872_766 * b);
    const alpha = data[from + 3] ?? 0;
    lab[to] = 116 * y - 16;
    lab[to + 1] = 500 * (x - y);
    lab[to + 2] = 200 * (y - z);
    if (alpha < 255) fade(lab, to, alpha / 255);
  }
  return lab;
}

function fade(lab: Float32Array, at: number, alpha: number): void {
  lab[at] = (lab[at] ?? 0) * alpha + clear.lightness * (1 - alpha);
  lab[at + 1] = (lab[at + 1] ?? 0) * alpha + clear.a * (1 - alpha);
  lab[at + 2] = (lab[at + 2] ?? 0) * alpha + clear.b * (1 - alpha);
}

/** Weights 1, 2, 1 across and down; at the border the edge is repeated. */
function smoothed(lab: Float32Array<ArrayBuffer>, width: number, height: number) {
  const across = new Float32Array(lab.length);
  const stride = 3 * width;
  for (let row = 0; row < lab.length; row += stride) {
    const end = row + stride;
    for (let i = row; i < end; i++) {
      const left = lab[i - 3 < row ? i : i - 3] ?? 0;
      const right = lab[i + 3 >= end ? i : i + 3] ?? 0;
      across[i] = (left + 2 * (lab[i] ?? 0) + right) / 4;
    }
  }
  const last = (height - 1) * stride;
  for (let row = 0; row <= last; row += stride) {
    const above = row === 0 ? 0 : -stride;
    const below = row === last ? 0 : stride;
    for (let i = row; i < row + stride; i++)
      lab[i] = ((across[i + above] ?? 0) + 2 * (across[i] ?? 0) + (across[i + below] ?? 0)) / 4;
  }
  return lab;
}
