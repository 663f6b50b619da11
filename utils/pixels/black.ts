/** The brightest value that still counts as black, of 255: video is decoded with a little error. */
const darkest = 2;

/** Whether RGBA pixels show nothing but black, as a protected video does. */
export function areBlack(rgba: Uint8ClampedArray): boolean {
  for (let i = 0; i < rgba.length; i++) if (i % 4 !== 3 && (rgba[i] ?? 0) > darkest) return false;
  return true;
}

/** The same of an encoded picture. */
export async function isBlack(picture: Blob): Promise<boolean> {
  const bitmap = await createImageBitmap(picture);
  try {
    const { width, height } = bitmap;
    const context = new OffscreenCanvas(width, height).getContext('2d');
    context?.drawImage(bitmap, 0, 0);
    return !!context && areBlack(context.getImageData(0, 0, width, height).data);
  } finally {
    bitmap.close();
  }
}
