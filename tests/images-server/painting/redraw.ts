import sharp from 'sharp';
import type { Registration } from '../behaviour';
import type { Size } from '../sizes';
import type { Picture } from './picture';
import { hashText } from './random';

/** Added to red, green and blue; taken away where adding would pass 255. */
const addedTint = [6, 5, 4] as const;
/** How much larger things come back. */
const zooms = { drifting: 1, perfect: 1, reframed: 1, zoomed: 1.03, recomposed: 1.25 } as const;

/**
 * The whole picture drawn anew, as the models do: no pixel keeps its place and its value.
 * @param seed decides the direction of the shift
 */
export async function redraw(
  source: Picture,
  registration: Registration,
  seed: number,
): Promise<Picture> {
  const zoom = zooms[registration];
  const moved = zoom === 1 ? source : { ...source, rgb: await zoomed(source, zoom) };
  return tinted(moved, registration === 'drifting' ? drift(seed) : { dx: 0, dy: 0 });
}

/** 2 or 3 px in each direction, the sign included by the seed. */
function drift(seed: number): { dx: number; dy: number } {
  const bits = hashText(`drift${seed}`);
  const step = (shift: number): number =>
    ((bits >>> shift) & 1 ? 2 : 3) * ((bits >>> (shift + 1)) & 1 ? 1 : -1);
  return { dx: step(3), dy: step(9) };
}

function tinted(source: Picture, { dx, dy }: { dx: number; dy: number }): Picture {
  const { width, height } = source;
  const rgb = Buffer.allocUnsafe(source.rgb.length);
  let to = 0;
  for (let y = 0; y < height; y += 1) {
    const row = clamp(y - dy, height) * width;
    for (let x = 0; x < width; x += 1) {
      const from = (row + clamp(x - dx, width)) * 3;
      for (let channel = 0; channel < 3; channel += 1) {
        const value = source.rgb[from + channel] ?? 0;
        const tint = addedTint[channel] ?? 5;
        rgb[to] = value + tint > 255 ? value - tint : value + tint;
        to += 1;
      }
    }
  }
  return { width, height, rgb, alpha: source.alpha };
}

function clamp(position: number, length: number): number {
  return position < 0 ? 0 : position >= length ? length - 1 : position;
}

async function zoomed({ rgb, width, height }: Picture, zoom: number): Promise<Buffer> {
  const large: Size = { width: Math.round(width * zoom), height: Math.round(height * zoom) };
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .resize(large.width, large.height, { fit: 'fill' })
    .extract({
      left: Math.floor((large.width - width) / 2),
      top: Math.floor((large.height - height) / 2),
      width,
      height,
    })
    .raw()
    .toBuffer();
}
