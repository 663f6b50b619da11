import sharp from 'sharp';
import type { Size } from './sizes';

export interface ImageFacts extends Size {
  format: string;
  hasAlpha: boolean;
}

/** Facts of a picture's header (size upright, image px), or `undefined` when it is none. */
export async function imageFacts(data: Buffer): Promise<ImageFacts | undefined> {
  try {
    const { autoOrient, format, hasAlpha } = await sharp(data).metadata();
    const { width, height } = autoOrient;
    return { width, height, format: format ?? 'unknown', hasAlpha: hasAlpha ?? false };
  } catch {
    return undefined;
  }
}

export async function imageSize(data: Buffer): Promise<Size | undefined> {
  const facts = await imageFacts(data);
  return facts && { width: facts.width, height: facts.height };
}

/** Whether every pixel decodes: a truncated file has a good header only. */
export async function decodesWholly(data: Buffer): Promise<boolean> {
  try {
    await sharp(data, { failOn: 'truncated', sequentialRead: true }).raw().toBuffer();
    return true;
  } catch {
    return false;
  }
}
