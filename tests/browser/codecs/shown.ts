/** What the page shows: the picture drawn by an `<img>`, as sRGB. */
export async function shown(blob: Blob): Promise<ImageData> {
  const image = new Image();
  const url = URL.createObjectURL(blob);
  await new Promise((resolve, reject) => {
    image.onload = resolve;
    image.onerror = () => reject(new Error('not shown'));
    image.src = url;
  });
  const canvas = new OffscreenCanvas(image.naturalWidth, image.naturalHeight);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(image, 0, 0);
  URL.revokeObjectURL(url);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** The largest difference of two lists of samples; they must be as long as each other. */
export function largestDifference(a: ArrayLike<number>, b: ArrayLike<number>): number {
  if (a.length !== b.length) throw new Error(`${a.length} samples beside ${b.length}`);
  let most = 0;
  for (let i = 0; i < a.length; i += 1) most = Math.max(most, Math.abs((a[i] ?? 0) - (b[i] ?? 0)));
  return most;
}
