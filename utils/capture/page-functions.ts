import type { Rect, Size } from '../geometry';

/*
 * Functions that are injected into the page the user clicked in. The browser sends their source,
 * so each must be whole in itself: no imports, no helpers outside its own body.
 */

/** What a page tells about one of its images. */
export interface ImageInPage {
  readonly altText: string;
  readonly caption: string;
  readonly pageTitle: string;
  /** The picture's size in image px; 0x0 where the page shows none (broken, still loading). */
  readonly naturalSize: Size;
}

/** Describes the largest image with this address; undefined where the page has none. */
export function describeImageInPage(url: string): ImageInPage | undefined {
  const area = (image: HTMLImageElement) => image.clientWidth * image.clientHeight;
  const image = [...document.images]
    .filter((candidate) => candidate.currentSrc === url || candidate.src === url)
    .sort((a, b) => area(b) - area(a))[0];
  if (!image) return undefined;
  const caption = image.closest('figure')?.querySelector('figcaption')?.textContent ?? '';
  return {
    altText: image.alt.trim().slice(0, 500),
    caption: caption.trim().slice(0, 500),
    pageTitle: document.title,
    naturalSize: { width: image.naturalWidth, height: image.naturalHeight },
  };
}

/** The bytes of an image as the page itself can fetch them, or why it could not. */
export type FetchedInPage =
  | { readonly base64: string }
  | { readonly status: number }
  | { readonly failure: 'unreachable' | 'timeout' | 'too-large' };

/**
 * Fetches with the page's own rights: same-origin, `blob:` and CORS images, mostly from its cache.
 * The answer is base64 because the browsers carry only JSON out of a page.
 */
export async function fetchImageInPage(
  url: string,
  limitMs: number,
  maxBytes: number,
): Promise<FetchedInPage> {
  const limit = AbortSignal.timeout(limitMs);
  try {
    const response = await fetch(url, { signal: limit });
    if (!response.ok) return { status: response.status };
    const blob = await response.blob();
    if (blob.size > maxBytes) return { failure: 'too-large' };
    const dataUrl = await new Promise<string>((resolve, reject) => {
      const reader = new FileReader();
      reader.onload = () => resolve(String(reader.result));
      reader.onerror = () => reject(reader.error);
      reader.readAsDataURL(blob);
    });
    return { base64: dataUrl.slice(dataUrl.indexOf(',') + 1) };
  } catch {
    return { failure: limit.aborted ? 'timeout' : 'unreachable' };
  }
}

/** Where an image is seen, in CSS px of the tab's viewport. */
export interface ImageOnScreen {
  /** The part of the image that is inside the viewport. */
  readonly visible: Rect;
  /** All of the image, also what is scrolled away. */
  readonly whole: Rect;
  readonly viewport: Size;
}

/**
 * Finds the largest visible image with this address. Frames of the same origin are looked through
 * from the top, so that the answer is in the tab's own coordinates.
 */
export function locateImageInPage(url: string): ImageOnScreen | undefined {
  const found: DOMRect[] = [];
  const look = (view: Document, left: number, top: number): void => {
    for (const image of view.images) {
      if (image.currentSrc !== url && image.src !== url) continue;
      if (image.naturalWidth === 0) continue; // broken, or not there yet: nothing of it is seen
      const box = image.getBoundingClientRect();
      found.push(new DOMRect(box.x + left, box.y + top, box.width, box.height));
    }
    for (const frame of view.querySelectorAll('iframe')) {
      const box = frame.getBoundingClientRect();
      const inner = frame.contentDocument; // null for other origins
      if (inner) look(inner, left + box.x + frame.clientLeft, top + box.y + frame.clientTop);
    }
  };
  look(document, 0, 0);
  const inside = found.flatMap((box) => {
    const x = Math.max(0, box.left);
    const y = Math.max(0, box.top);
    const width = Math.min(innerWidth, box.right) - x;
    const height = Math.min(innerHeight, box.bottom) - y;
    const whole = { x: box.x, y: box.y, width: box.width, height: box.height };
    return width > 0 && height > 0 ? [{ visible: { x, y, width, height }, whole }] : [];
  });
  inside.sort((a, b) => b.visible.width * b.visible.height - a.visible.width * a.visible.height);
  const first = inside[0];
  return first && { ...first, viewport: { width: innerWidth, height: innerHeight } };
}
