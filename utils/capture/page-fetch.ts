import { decodeBase64 } from '../base/bytes';
import { AppError } from '../base/errors';
import type { PixelsOutcome } from '../library/records';
import { callPage, type PageFrame } from './call-page';
import { errorOfStatus, fetchLimits, maxPageFileBytes, type OnProgress } from './fetch';

const codes = {
  unreachable: 'image-unreachable',
  timeout: 'image-timeout',
  'too-large': 'image-too-large',
} as const;

/**
 * Lets the page fetch one of its images, with its own cookies and cache.
 * @param prefersCache see `FetchLimits`
 * @throws AppError image-unreachable, image-not-found, image-forbidden, image-timeout,
 *   image-too-large; those of `callPage` where the frame is closed to us; whatever \`onProgress\` throws
 */
export async function fetchInPage(
  frame: PageFrame,
  url: string,
  onProgress?: OnProgress,
  prefersCache = false,
): Promise<Blob> {
  const limits = { ...fetchLimits, maxBytes: maxPageFileBytes, prefersCache };
  let answer = await callPage(frame, 'fetchFile', url, limits);
  while (answer && 'pending' in answer) {
    const { pending, received, total } = answer;
    try {
      await onProgress?.(received, total);
    } catch (stopped) {
      await callPage(frame, 'cancelFetch', pending).catch(() => undefined);
      throw stopped;
    }
    answer = await callPage(frame, 'continueFetch', pending);
  }
  if (answer && 'base64' in answer) return new Blob([decodeBase64(answer.base64)]);
  if (answer && 'status' in answer) throw errorOfStatus(answer.status, url);
  const host = URL.canParse(url) ? new URL(url).host : '';
  throw new AppError(codes[answer?.failure ?? 'unreachable'], {
    details: { substitutions: [host] },
  });
}

type LivePixels = { readonly blob: Blob } | { readonly outcome: PixelsOutcome };

const outcomes = {
  tainted: 'pixels-tainted',
  blank: 'pixels-blank',
  noisy: 'pixels-noisy',
  none: 'pixels-none',
} as const;

/**
 * What a canvas, a video or an image in the page shows right now, as PNG; an inline drawing as SVG.
 * Never pixels that the browser has disguised.
 */
export async function readLivePixels(frame: PageFrame, handle: number): Promise<LivePixels> {
  const answer = await callPage(frame, 'readPixels', handle);
  if (answer && 'base64' in answer)
    return { blob: new Blob([decodeBase64(answer.base64)], { type: answer.mimeType }) };
  return { outcome: outcomes[answer?.failure ?? 'none'] };
}
