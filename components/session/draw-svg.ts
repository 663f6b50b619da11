import { browser } from 'wxt/browser';
import { AppError, type StoredError } from '../../utils/base/errors';

/** What the frame answers. */
export type Drawn = { readonly png: Blob } | { readonly error: StoredError };

/** As much as a browser does in about as long, px. */
const mostFiltered = 8e9;

/** How long a drawing may take in all, ms. */
const limitMs = 20_000;

/**
 * Draws an SVG as `rasteriseSvg` does, where that can be ended: in a sandboxed frame, which Chromium gives a process of its own,
 * so that the panel goes on meanwhile and the frame goes when its time is over. Firefox has every page of an extension on one
 * thread, whatever frame it is in: there the limits on bytes, elements and filters are all that protects the panel.
 * @throws AppError image-not-an-image, svg-too-heavy
 */
export async function drawSvg(svg: Blob): Promise<Blob> {
  const [page] = sandboxedPages(browser.runtime.getManifest());
  if (page) return drawInFrame(page, svg);
  return (await import('../../utils/codecs/svg')).rasteriseSvg(svg, mostFiltered);
}

/** See wxt.config.ts; none in Firefox, which has no such key. */
const sandboxedPages = (manifest: { readonly sandbox?: { pages?: readonly string[] } }) =>
  manifest.sandbox?.pages ?? [];

async function drawInFrame(page: string, svg: Blob): Promise<Blob> {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  frame.src = `/${page}`;
  const ended = new AbortController();
  try {
    const drawn = await new Promise<Drawn>((resolve, reject) => {
      const tooLate = setTimeout(() => reject(new AppError('svg-too-heavy')), limitMs);
      const { signal } = ended;
      signal.addEventListener('abort', () => clearTimeout(tooLate));
      const onAnswer = ({ source, data }: MessageEvent<Drawn>) => {
        if (source === frame.contentWindow) resolve(data);
      };
      addEventListener('message', onAnswer, { signal });
      frame.addEventListener('load', () => frame.contentWindow?.postMessage(svg, '*'), { signal });
      document.body.append(frame);
    });
    if ('png' in drawn) return drawn.png;
    const { code, ...details } = drawn.error;
    throw new AppError(code, { details });
  } finally {
    ended.abort();
    frame.remove(); // and with it its process, whatever that is busy with
  }
}
