import type { FetchedInPage, OnScreen, PageImage, Picked, PixelsInPage } from './page-image';
import type { PictureInPage, ReplaceOutcome } from './replace';

/** What the injected script does for the background, in one frame. */
export interface PageApi {
  /** The largest picture with this address. */
  describe(url: string): Promise<PageImage | undefined>;
  /** The frame of another origin in this page that shows the document of this address. */
  describeFrame(url: string): Promise<PageImage | undefined>;
  /** Lets the user choose; undefined where they leave. `url` is preselected. */
  pick(url?: string): Promise<Picked | undefined>;
  /** Ends the picker as Esc does. */
  leavePicker(): void;
  fetchFile(url: string, limitMs: number, maxBytes: number): Promise<FetchedInPage>;
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
  replaceImage(picture: PictureInPage, dataUrl: string): Promise<ReplaceOutcome>;
  /** Shows the page's own again. */
  restoreImage(picture: PictureInPage): void;
}

/** Where the injected script leaves its functions: in our isolated world, unseen by the page. */
export interface WithPageApi {
  repaintPage?: PageApi;
}
