import type { Raster } from '../../../utils/pixels/raster';

/** Grain is no seam: the difference is averaged over squares of `2 * GRAIN + 1` px first. */
const grain = 2;

/**
 * How visible the border of a repainted part is: the energy of the gradients around it that the
 * original does not have there, in squared 8-bit steps a pixel. 0 is seamless.
 * @param band 1 for the pixels around the border that are looked at
 */
export function seamEnergy(original: Raster, result: Raster, band: Uint8Array): number {
  const { width, height } = original;
  let energy = 0;
  let used = 0;
  for (let channel = 0; channel < 3; channel += 1) {
    const change = meanDifference(original, result, channel, band);
    for (let y = 0, i = 0; y < height; y += 1) {
      for (let x = 0; x < width; x += 1, i += 1) {
        if (x === width - 1 || y === height - 1 || band[i] !== 1) continue;
        const here = change[i] ?? 0;
        energy += ((change[i + 1] ?? 0) - here) ** 2 + ((change[i + width] ?? 0) - here) ** 2;
        used += 1;
      }
    }
  }
  return energy / used;
}

/** For the pixels of the band, and those right of and below them; 0 elsewhere. */
function meanDifference(
  original: Raster,
  result: Raster,
  channel: number,
  band: Uint8Array,
): Float32Array {
  const { width, height } = original;
  const mean = new Float32Array(width * height);
  for (let y = grain; y < height - grain; y += 1) {
    for (let x = grain; x < width - grain; x += 1) {
      const i = y * width + x;
      if (band[i] !== 1 && band[i - 1] !== 1 && band[i - width] !== 1) continue;
      let sum = 0;
      for (let j = y - grain; j <= y + grain; j += 1)
        for (
          let at = 4 * (j * width + x - grain) + channel, n = -grain;
          n <= grain;
          n += 1, at += 4
        )
          sum += (result.data[at] ?? 0) - (original.data[at] ?? 0);
      mean[i] = sum / (2 * grain + 1) ** 2;
    }
  }
  return mean;
}
