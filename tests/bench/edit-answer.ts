import { decodeRaster } from '../../utils/codecs/decode';
import { encodePng } from '../../utils/codecs/png-write';
import type { Raster } from '../../utils/pixels/raster';

/** Px by which the answer is moved, and 8-bit steps by which it is tinted: what models do to a picture. */
const shift = 1;
const tint = [6, 2, -5, 0] as const;

/** What a model may answer to a crop: all of it redrawn, moved by a pixel and tinted. */
export async function paintAnswer(crop: Blob): Promise<Blob> {
  const { width, height, data, bitDepth }: Raster = await decodeRaster(crop);
  if (bitDepth !== 8) throw new Error('A crop is sent with 8 bits a sample');
  const painted = new Uint8ClampedArray(data.length);
  for (let y = 0; y < height; y += 1) {
    const row = Math.min(height - 1, y + shift) * width;
    for (let x = 0; x < width; x += 1) {
      const from = 4 * (row + Math.min(width - 1, x + shift));
      const to = 4 * (y * width + x);
      for (let channel = 0; channel < 4; channel += 1)
        painted[to + channel] = (data[from + channel] ?? 0) + (tint[channel] ?? 0);
    }
  }
  return encodePng({ bitDepth: 8, width, height, data: painted });
}
