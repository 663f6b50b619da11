import { toSrgb } from './color';
import { clamp, createRandom } from './noise';
import type { Raster } from './raster';

/** An 8-bit sRGB picture, RGB triples. */
export interface Photo {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
}

const steps = 4096;
const range = 4;
const noiseSize = 1 << 16;

/**
 * Turns light into 8-bit sRGB by a film curve.
 * @param exposure light is multiplied by this first
 * @param vignette how much darker the corners are, 0..1
 */
export function develop(raster: Raster, exposure: number, vignette: number): Photo {
  const { width, height } = raster;
  const curve = filmCurve(exposure);
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y += 1) {
    const dy = (y / height - 0.5) * 2;
    for (let x = 0; x < width; x += 1) {
      const dx = (x / width - 0.5) * 2;
      const scale = ((1 - vignette * 0.35 * (dx * dx + dy * dy)) * steps) / range;
      const at = (y * width + x) * 3;
      for (let i = at; i < at + 3; i += 1) {
        data[i] = curve[clamp((raster.data[i] ?? 0) * scale, 0, steps - 1) | 0] ?? 0;
      }
    }
  }
  return { width, height, data };
}

/**
 * Adds sensor noise in place, most of it in the lightness.
 * @param deviation standard deviation in 8-bit steps
 */
export function addGrain(photo: Photo, deviation: number, seed: number): Photo {
  const { data, width, height } = photo;
  const noise = noiseTable(seed, deviation);
  const random = createRandom(seed);
  for (let y = 0; y < height; y += 1) {
    let luma = Math.floor(random() * noiseSize);
    let chroma = Math.floor(random() * noiseSize);
    for (let i = y * width * 3; i < (y + 1) * width * 3; i += 3) {
      luma += 1;
      const light = noise[luma & (noiseSize - 1)] ?? 0;
      for (let c = 0; c < 3; c += 1) {
        chroma += 1;
        const tint = noise[chroma & (noiseSize - 1)] ?? 0;
        data[i + c] = clamp((data[i + c] ?? 0) + light + tint * 0.45 + 0.5, 0, 255);
      }
    }
  }
  return photo;
}

/** Table over light 0..RANGE: a soft shoulder (1 - e^-x, the saturation of an emulsion) and a little contrast. */
function filmCurve(exposure: number): Float32Array {
  return Float32Array.from({ length: steps }, (_, step) => {
    const light = ((step + 0.5) / steps) * range * exposure;
    const density = Math.min(1, (1 - Math.exp(-light * 1.15)) * 1.03);
    const tone = toSrgb(density) / 255;
    const contrast = tone * tone * (3 - 2 * tone);
    return (tone * 0.65 + contrast * 0.35) * 255;
  });
}

/** Bell-shaped noise: the sum of three uniform numbers, scaled to the wished deviation. */
function noiseTable(seed: number, deviation: number): Float32Array {
  const random = createRandom(seed + 5);
  const next = () => (random() + random() + random() - 1.5) * 2 * deviation;
  return Float32Array.from({ length: noiseSize }, next);
}
