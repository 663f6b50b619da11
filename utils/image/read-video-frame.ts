import { areaOf } from '../geometry';

/**
 * RGBA of a bitmap, partial alpha kept exact. Pages only (a Firefox background is one): service workers
 * have no `VideoFrame`; they have WebGL.
 * @returns undefined where it is missing or its format is not one of four bytes a pixel
 */
export async function readByVideoFrame(
  bitmap: ImageBitmap,
): Promise<Uint8ClampedArray<ArrayBuffer> | undefined> {
  if (typeof VideoFrame === 'undefined') return undefined;
  const frame = new VideoFrame(bitmap, { timestamp: 0 });
  try {
    const isBgr = frame.format === 'BGRA' || frame.format === 'BGRX';
    if (!isBgr && frame.format !== 'RGBA' && frame.format !== 'RGBX') return undefined;
    const data = new Uint8ClampedArray(4 * areaOf(bitmap));
    await frame.copyTo(data, { layout: [{ offset: 0, stride: 4 * bitmap.width }] });
    if (isBgr) swapRedAndBlue(data);
    return data;
  } catch {
    return undefined; // too large for a frame
  } finally {
    frame.close();
  }
}

function swapRedAndBlue(data: Uint8ClampedArray): void {
  for (let i = 0; i < data.length; i += 4) {
    const blue = data[i] ?? 0;
    data[i] = data[i + 2] ?? 0;
    data[i + 2] = blue;
  }
}
