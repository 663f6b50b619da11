import type { Picture } from './picture';
import type { Random } from './random';
import type { Box, Region } from './region';

/** Lays `top` over `rgb` (3 bytes a pixel, `width` px wide) with its upper left corner at the box's. */
export function layOver(rgb: Buffer, width: number, top: Picture, { left, top: upper }: Box): void {
  const height = rgb.length / 3 / width;
  for (let y = 0; y < top.height; y += 1) {
    if (y + upper < 0 || y + upper >= height) continue;
    for (let x = 0; x < top.width; x += 1) {
      if (x + left < 0 || x + left >= width) continue;
      const from = y * top.width + x;
      const alpha = top.alpha ? (top.alpha[from] ?? 255) / 255 : 1;
      if (alpha > 0) mix(rgb, ((y + upper) * width + x + left) * 3, top.rgb, from * 3, alpha);
    }
  }
}

/** Puts `paint` into `picture` by `plane` (255 = paint only); there the picture is opaque. */
export function blendRegion(picture: Picture, paint: Buffer, plane: Buffer): void {
  for (let i = 0; i < plane.length; i += 1) {
    const share = (plane[i] ?? 0) / 255;
    if (share === 0) continue;
    mix(picture.rgb, i * 3, paint, i * 3, share);
    if (picture.alpha) picture.alpha[i] = Math.max(picture.alpha[i] ?? 0, plane[i] ?? 0);
  }
}

/** Grain inside the box, so that painted parts do not look flatter than a photograph. */
export function addGrain(
  rgb: Buffer,
  width: number,
  { left, top, ...size }: Region['box'],
  random: Random,
): void {
  for (let y = top; y < top + size.height; y += 1) {
    for (let x = left; x < left + size.width; x += 1) {
      const at = (y * width + x) * 3;
      const grain = (random.next() + random.next() - 1) * 7;
      for (let channel = 0; channel < 3; channel += 1) {
        const value = (rgb[at + channel] ?? 0) + grain;
        rgb[at + channel] = value < 0 ? 0 : value > 255 ? 255 : Math.round(value);
      }
    }
  }
}

function mix(to: Buffer, at: number, from: Buffer, source: number, share: number): void {
  for (let channel = 0; channel < 3; channel += 1) {
    const under = to[at + channel] ?? 0;
    to[at + channel] = Math.round(under + ((from[source + channel] ?? 0) - under) * share);
  }
}
