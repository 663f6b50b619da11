import type { PixelsOutcome } from '../library/records';
import type { PageFrame } from './call-page';
import { callPage } from './call-page';
import { bytesOfBase64 } from './fetch-in-page';

export type LivePixels = { readonly blob: Blob } | { readonly outcome: PixelsOutcome };

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
    return { blob: new Blob([bytesOfBase64(answer.base64)], { type: answer.mimeType }) };
  return { outcome: outcomes[answer?.failure ?? 'none'] };
}
