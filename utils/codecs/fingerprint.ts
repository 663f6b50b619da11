/** Cells across and down. */
const side = 8;

/** What a picture shows in the coarsest way: the colours of 8 x 8 cells over white, RGB 0-255. */
type Fingerprint = readonly number[];

/** Undefined where a worker can't decode it (an SVG). */
async function fingerprintOf(blob: Blob): Promise<Fingerprint | undefined> {
  const options = { resizeWidth: side, resizeHeight: side, resizeQuality: 'medium' } as const;
  const bitmap = await createImageBitmap(blob, options).catch(() => undefined);
  const context = bitmap && new OffscreenCanvas(side, side).getContext('2d');
  if (!bitmap || !context) return undefined;
  context.fillStyle = '#fff';
  context.fillRect(0, 0, side, side);
  context.drawImage(bitmap, 0, 0);
  bitmap.close();
  return [...context.getImageData(0, 0, side, side).data].filter((_, i) => i % 4 !== 3);
}

/**
 * Mean difference of two fingerprints' samples (of 255) beyond which the pictures can't be the same. Smaller and more
 * compressed copies of one picture differ by up to 10, crops of it by up to 40.
 */
const mostAlike = 40;

/** Whether two files clearly show different pictures; false also where that can't be told. */
export async function showDifferentPictures(one: Blob, other: Blob): Promise<boolean> {
  const [a, b] = await Promise.all([fingerprintOf(one), fingerprintOf(other)]);
  if (!a || !b) return false;
  const sum = a.reduce((total, sample, i) => total + Math.abs(sample - (b[i] ?? 0)), 0);
  return sum / a.length > mostAlike;
}
