import { encodeFileBase64 } from '../base/bytes';
import { areBlack } from '../pixels/black';
import { createHtml, isHtml, isSvgElement } from './elements';
import type { PixelsInPage } from './page-image';
import { naturalSizeOf } from './place';
import { svgMarkup } from './svg-markup';

function canvasOf(width: number, height: number) {
  const canvas = createHtml('canvas');
  canvas.width = width;
  canvas.height = height;
  return { canvas, context: canvas.getContext('2d', { willReadFrequently: true }) };
}

/**
 * Whether the browser hands out noise instead of a canvas's pixels (Firefox's resistFingerprinting,
 * Brave). Known colours are put down and read back; a varied area, as noise may spare plain ones.
 */
export function readsAreNoisy(): boolean {
  const side = 64;
  const { context } = canvasOf(side, side);
  const known = context?.createImageData(side, side);
  if (!context || !known) return true;
  for (let i = 0; i < known.data.length; i++) known.data[i] = i % 4 === 3 ? 255 : (i * 73) & 255;
  context.putImageData(known, 0, 0);
  const read = context.getImageData(0, 0, side, side).data;
  return known.data.some((value, i) => value !== read[i]);
}

const isBlank = (pixels: Uint8ClampedArray): boolean => {
  for (let i = 3; i < pixels.length; i += 4) if (pixels[i] !== 0) return false;
  return true;
};

const nextFrame = (): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, 300); // a hidden tab draws no frames
    requestAnimationFrame(() => {
      clearTimeout(timer);
      resolve();
    });
  });

type Drawable = HTMLCanvasElement | HTMLVideoElement | HTMLImageElement;

/** How long a file that the page shows may take to be there once more, ms. */
const againMs = 3_000;

/** An image of a `srcset` is as large as its density says; its file has all of its pixels. */
async function withAllPixels(image: HTMLImageElement): Promise<HTMLImageElement> {
  if (image.currentSrc === image.src && !image.srcset) return image;
  const file = new Image();
  if (image.crossOrigin !== null) file.crossOrigin = image.crossOrigin;
  file.src = image.currentSrc;
  const tooLate = new Promise<void>((resolve) => setTimeout(resolve, againMs));
  await Promise.race([file.decode().catch(() => undefined), tooLate]);
  return file.complete && file.naturalWidth > image.naturalWidth ? file : image;
}

async function readDrawable(shown: Drawable): Promise<PixelsInPage> {
  const element = isHtml(shown, 'img') ? await withAllPixels(shown) : shown;
  const { width, height } = naturalSizeOf(element);
  if (width === 0 || height === 0) return { failure: 'none' };
  const { canvas, context } = canvasOf(width, height);
  if (!context) return { failure: 'none' };
  // In a frame, after the page's own drawing: a WebGL canvas is empty once it has been shown.
  await nextFrame();
  context.drawImage(element, 0, 0, width, height);
  try {
    const { data } = context.getImageData(0, 0, width, height);
    // A protected video gives black frames.
    if (isBlank(data) || (isHtml(element, 'video') && areBlack(data))) return { failure: 'blank' };
  } catch {
    return { failure: 'tainted' }; // it holds pixels of another origin
  }
  if (readsAreNoisy()) return { failure: 'noisy' };
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/png'));
  return blob
    ? { base64: await encodeFileBase64(blob), mimeType: 'image/png' }
    : { failure: 'none' };
}

/** The live pixels of a canvas, a video's current frame or an image, or an inline SVG's markup. */
export async function readPixels(element: Element): Promise<PixelsInPage> {
  if (isSvgElement(element) && element.localName === 'svg') {
    const blob = new Blob([await svgMarkup(element as SVGSVGElement)]);
    return { base64: await encodeFileBase64(blob), mimeType: 'image/svg+xml' };
  }
  if (isHtml(element, 'canvas') || isHtml(element, 'video') || isHtml(element, 'img'))
    return readDrawable(element);
  return { failure: 'none' };
}
