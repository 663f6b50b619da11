import type { Rect, Size } from '../base/geometry';
/** By what an element shows a picture. */
export type ImageKind =
  | 'image'
  | 'background'
  | 'border'
  | 'mask'
  | 'marker'
  | 'content'
  | 'svg'
  | 'canvas'
  | 'video'
  | 'poster'
  | 'icon'
  | 'frame';

/** How an address was found: decides whether a file of another shape may be the same picture. */
export type AddressOrigin = 'shown' | 'srcset' | 'lazy' | 'link';

export interface Address {
  readonly url: string;
  readonly origin: AddressOrigin;
}

/** A picture in the page, as the injected script knows it. */
export interface FoundImage {
  /** The element that shows it; outlined, located and read. */
  readonly element: Element;
  readonly kind: ImageKind;
  /** Addresses of its file, the one that is shown first; none for drawings. */
  readonly addresses: readonly Address[];
}

/** A file of a picture with its size in image px, as the page measured it. */
export interface SizedAddress extends Size {
  readonly url: string;
}

/** What the background is told of a picture in the page. */
export interface PageImage {
  /** Names the picture in later calls to the same frame. */
  readonly handle: number;
  /** Of the document that numbered it. */
  readonly mark: string;
  readonly kind: ImageKind;
  /** The files it may be taken from, the largest first; without sizes where there is only one. */
  readonly files: readonly (SizedAddress | { readonly url: string })[];
  /** Those of them that only a link or a `data-*` names, and the one that is shown: they may show other pictures. */
  readonly guessed?: { readonly urls: readonly string[]; readonly shown: string } | undefined;
  readonly altText: string;
  readonly caption: string;
  readonly pageTitle: string;
  readonly pageUrl: string;
  /** What the page shows, in image px; 0x0 where that is no picture with a size of its own. */
  readonly naturalSize: Size;
  /** False where the page shows nothing of it: broken, or still loading. */
  readonly isSeen: boolean;
}

/** Where something is seen, in CSS px of the tab's viewport. */
export interface OnScreen {
  /** The part that is inside the viewport. */
  readonly visible: Rect;
  /** All of it, also what is scrolled away. */
  readonly whole: Rect;
  /** Where all of its picture is, also what its box cuts off; undefined where that is not known. */
  readonly picture?: Rect | undefined;
  readonly viewport: Size;
  /** Device px a CSS px, page zoom included. */
  readonly devicePixelRatio: number;
}

/** What the user took with the picker. */
export type Picked =
  | { readonly image: PageImage }
  | { readonly area: OnScreen; readonly pageTitle: string; readonly pageUrl: string };

/** Bytes out of the page as base64 (the browsers carry only JSON), or why there are none. */
export type FetchedInPage =
  | { readonly base64: string }
  | { readonly status: number }
  | { readonly failure: 'unreachable' | 'timeout' | 'too-large' };

/** What a server may ask of whoever fetches from it. */
export interface FetchLimits {
  /** How long it may send nothing, ms. */
  readonly silenceMs: number;
  /** How long it may take in all, ms. */
  readonly totalMs: number;
  readonly maxBytes: number;
  /** True for what the page has loaded already: whatever age it has in the cache, and no second try past that. */
  readonly prefersCache?: boolean;
}

/** A file that is still on its way into the page. */
export interface FetchedSoFar {
  /** Names it in later calls to the same frame. */
  readonly pending: number;
  /** Bytes. */
  readonly received: number;
  /** Bytes in all, where the server says so. */
  readonly total?: number | undefined;
}

/** Live pixels out of the page, or why they can't be had or trusted. */
export type PixelsInPage =
  | { readonly base64: string; readonly mimeType: 'image/png' | 'image/svg+xml' }
  | { readonly failure: 'tainted' | 'blank' | 'noisy' | 'none' };

/** Which picture the picker begins with; the largest in view where neither leads to one. */
export interface PickFirst {
  /** The one with this address. */
  readonly url?: string | undefined;
  /** The one that the pointer rests on. */
  readonly isPointed?: boolean;
}

/** What the injected script does for the background, in one frame. */
export interface PageApi {
  /** The largest picture with this address. */
  describe(url: string): Promise<PageImage | undefined>;
  /** The frame of another origin in this page that shows the document of this address. */
  describeFrame(url: string): Promise<PageImage | undefined>;
  /** The only picture here whose address Chromium is known to keep to itself; undefined for none and for several. */
  describeLongAddress(): Promise<PageImage | undefined>;
  /** Lets the user choose; undefined where they leave. */
  pick(first?: PickFirst): Promise<Picked | undefined>;
  /** Ends the picker as Esc does. */
  leavePicker(): void;
  /** Fetches a file of the page; what takes longer than a moment is asked for again by `continueFetch`. */
  fetchFile(url: string, limits: FetchLimits): Promise<FetchedInPage | FetchedSoFar>;
  continueFetch(pending: number): Promise<FetchedInPage | FetchedSoFar>;
  cancelFetch(pending: number): void;
  readPixels(handle: number): Promise<PixelsInPage>;
  /**
   * Scrolls a picture into view where more of it can be seen so. False where this document knows
   * nothing of it: the frame shows another page by now.
   */
  bringIntoView(handle: number): Promise<boolean>;
  /** Scrolls back. */
  putBack(): void;
  /** Where a picture is on the screen; undefined where nothing of it is. */
  locate(handle: number): Promise<OnScreen | undefined>;
  /** Shows another picture (a `data:` address) in a picture's place. */
  replaceImage(picture: PictureInPage, dataUrl: string, name?: string): Promise<ReplaceOutcome>;
  /** Shows the page's own again. */
  restoreImage(picture: PictureInPage): void;
  /** What the page shows there. */
  shownAt(picture: PictureInPage): ShownAt;
}

/** Where the injected script leaves its functions: in our isolated world, unseen by the page. */
export interface WithPageApi {
  repaintPage?: PageApi;
}

/** Names a picture of the page: by the number it was told under, as long as it is the same document, or its file. */
export interface PictureInPage {
  readonly url?: string | undefined;
  readonly handle?: number | undefined;
  /** Of the document that the handle is from. */
  readonly mark?: string | undefined;
}

/** What is in a picture's place. */
export interface ShownAt {
  /** False where the page has no such picture any more. */
  readonly isThere: boolean;
  /** The name that `replaceImage` was given; undefined for the page's own picture. */
  readonly name?: string | undefined;
}

/** `missing`: the page shows no such picture (any more); `refused`: its security policy forbids another. */
export type ReplaceOutcome = 'replaced' | 'missing' | 'refused';
