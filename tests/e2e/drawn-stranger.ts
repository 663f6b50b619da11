import sharp from 'sharp';
import { renderPicture } from '../gallery/pictures';
import { strangerBox } from '../gallery/scenes/harbour/harbour';
import { strangerSvg } from '../gallery/scenes/harbour/stranger';
import { decodePixels, type Pixels } from './pixels';

/** How far each pixel of the harbour belongs to the stranger in it, 0…255, as it was drawn. */
export async function drawnStranger(): Promise<Uint8Array> {
  const { width, height } = await renderPicture('harbour.webp');
  const stranger = await sharp(Buffer.from(strangerSvg())).png().toBuffer();
  const { left, top } = strangerBox;
  const clear = { width, height, channels: 4, background: '#0000' } as const;
  const whole = sharp({ create: clear }).composite([{ input: stranger, left, top }]);
  return decodePixels(await whole.png().toBuffer()).rgba.filter((_, i) => i % 4 === 3);
}

/** How a picture whose alpha says what was found compares with what was drawn. */
interface Found {
  /** Both shares of what either has. */
  readonly overlap: number;
  /** Pixels that are there in part. */
  readonly soft: number;
  /** Pixels that are wholly there and not as they were. */
  readonly changed: number;
}

export function compareWithDrawn({ rgba }: Pixels, drawn: Uint8Array, before: Pixels): Found {
  let [both, either, changed, soft] = [0, 0, 0, 0];
  for (let i = 0; i < drawn.length; i += 1) {
    const alpha = rgba[4 * i + 3] ?? 0;
    both += Math.min(alpha, drawn[i] ?? 0);
    either += Math.max(alpha, drawn[i] ?? 0);
    if (alpha > 0 && alpha < 255) soft += 1;
    if (alpha < 255) continue;
    const isSame = [0, 1, 2].every((c) => rgba[4 * i + c] === before.rgba[4 * i + c]);
    if (!isSame) changed += 1;
  }
  return { overlap: both / either, soft, changed };
}
