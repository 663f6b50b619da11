import { sniffType } from './sniff';

/** True for an SVG by its bytes: the one kind of image that only a page can turn into pixels. */
export const isSvg = async (blob: Blob): Promise<boolean> =>
  sniffType(new Uint8Array(await blob.slice(0, 65_536).arrayBuffer()))?.mimeType ===
  'image/svg+xml';
