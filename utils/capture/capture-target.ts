import type { PageFrame } from './call-page';
import type { OnScreen, PageImage } from './page/page-image';

/** What is to be captured, as far as it is known. */
export interface CaptureTarget {
  /** Where it was found; undefined for an address that was pasted. */
  readonly frame?: PageFrame | undefined;
  /** What the page tells of it; undefined where the page is closed to us. */
  readonly image?: PageImage | undefined;
  /** Its address by the browser's word. */
  readonly url?: string | undefined;
  /** A part of the screen instead of a picture. */
  readonly area?: OnScreen | undefined;
}

export interface TargetFile {
  readonly url: string;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** The files that a target may be taken from, the largest first. */
export const filesOf = ({ image, url }: CaptureTarget): readonly TargetFile[] =>
  image ? image.files : url ? [{ url }] : [];
