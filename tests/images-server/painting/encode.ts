import sharp, { type Sharp } from 'sharp';
import type { OutputFormat } from '../job';
import type { Picture } from './picture';

export interface Encoding {
  format: OutputFormat;
  /** 0-100, for jpeg and webp. */
  compression: number;
}

export async function encodePicture(picture: Picture, encoding: Encoding): Promise<Buffer> {
  return encode(pipelineOf(picture), encoding);
}

/**
 * How the picture looks while it is still coming: `step` of `steps` (0-based), sharper each time.
 */
export async function encodePartial(
  picture: Picture,
  encoding: Encoding,
  step: number,
  steps: number,
): Promise<Buffer> {
  const { width, height } = picture;
  const shrink = 2 ** (1.5 + 3.5 * (1 - (step + 1) / (steps + 1)));
  const small = await pipelineOf(picture)
    .resize(Math.max(1, Math.round(width / shrink)), Math.max(1, Math.round(height / shrink)), {
      fit: 'fill',
    })
    .png()
    .toBuffer();
  return encode(sharp(small).resize(width, height, { fit: 'fill', kernel: 'cubic' }), encoding);
}

function pipelineOf({ rgb, alpha, width, height }: Picture): Sharp {
  if (!alpha) return sharp(rgb, { raw: { width, height, channels: 3 } });
  const rgba = Buffer.allocUnsafe(width * height * 4);
  for (let i = 0; i < alpha.length; i += 1) {
    rgba[i * 4] = rgb[i * 3] ?? 0;
    rgba[i * 4 + 1] = rgb[i * 3 + 1] ?? 0;
    rgba[i * 4 + 2] = rgb[i * 3 + 2] ?? 0;
    rgba[i * 4 + 3] = alpha[i] ?? 255;
  }
  return sharp(rgba, { raw: { width, height, channels: 4 } });
}

async function encode(pipeline: Sharp, { format, compression }: Encoding): Promise<Buffer> {
  const quality = Math.max(1, compression);
  if (format === 'jpeg') return pipeline.jpeg({ quality }).toBuffer();
  if (format === 'webp') return pipeline.webp({ quality, effort: 1 }).toBuffer();
  return pipeline.png({ compressionLevel: 3 }).toBuffer();
}
