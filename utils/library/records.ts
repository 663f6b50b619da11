import type { ErrorCode, StoredError } from '../base/errors';
import type { Rect, Size } from '../base/geometry';
import type { DrawingStep, PackedDrawing } from '../drawing/steps';
import type { Sides } from '../plan/extend';

/** Where an image's pixels came from; the panel says it, and the stage carries it as `data-source`. */
export type ImageSource =
  | 'original'
  | 'pixels'
  | 'screenshot'
  | 'file'
  | 'paste'
  | 'generated'
  | 'edit';

/** A remark about how the image was taken, shown with it. */
export type ImageNote =
  | 'animated-first-frame'
  | 'cmyk-converted'
  | 'incomplete'
  | 'gain-map'
  | 'rasterised-svg'
  | 'screen-quality'
  | 'extended'
  | 'whole-answer';

/** What the page said about an image when it was taken. Texts are untrusted. */
export interface PageContext {
  /** Address of the image's file, without `data:` addresses. */
  readonly imageUrl?: string | undefined;
  readonly pageUrl?: string | undefined;
  readonly pageTitle?: string | undefined;
  readonly altText?: string | undefined;
  readonly caption?: string | undefined;
  /** The file's size in image px where it is known and the pixels taken are fewer (screenshots). */
  readonly fullSize?: Size | undefined;
  /** For screenshots: which part of the picture is on it, in shares (0-1) of its width and height. */
  readonly shownPart?: Rect | undefined;
  /** The same picture in other sizes, as the page offers it; the largest first. */
  readonly otherFiles?: readonly SizedFile[] | undefined;
  /** Where it was found: as long as the tab is open, the page can be asked again. */
  readonly frame?: FrameAddress | undefined;
  /**
   * Set for what was taken in a private window, and so for all that is made of it: it is forgotten when the last one is
   * closed, unless the user had it `kept` then. No cookies of the usual windows are sent for it.
   */
  readonly isPrivate?: true | 'kept' | undefined;
  /** Its number among the pictures told by that frame, as long as the frame shows the same document. */
  readonly place?: { readonly handle: number; readonly mark: string } | undefined;
}

/** An image file on the web and its size in image px. */
interface SizedFile extends Size {
  readonly url: string;
}

/** A tab, by the browser's numbers. */
export interface TabAddress {
  readonly tabId: number;
  readonly windowId: number;
}

/** A frame of a tab. */
export interface FrameAddress extends TabAddress {
  readonly frameId: number;
  /** The origin that it showed when it was stored. */
  readonly origin?: string | undefined;
}

/** A rung of the capture ladder: one way to a picture's pixels, the best first. */
export type CaptureRung = 'data' | 'page' | 'background' | 'permitted' | 'pixels' | 'screenshot';

/** Why live pixels were not taken: another origin's, none drawn, disguised by the browser, no source. */
export type PixelsOutcome = 'pixels-tainted' | 'pixels-blank' | 'pixels-noisy' | 'pixels-none';

/** A larger file that was named beside a picture, and shows another one. */
export type FileOutcome = 'other-picture';

/** What came of one rung for one file. */
export interface RungVerdict {
  readonly rung: CaptureRung;
  readonly outcome: 'taken' | ErrorCode | PixelsOutcome | FileOutcome;
  readonly url?: string | undefined;
  readonly bytes?: number | undefined;
  /** Image px, where the page had measured the file. */
  readonly width?: number | undefined;
  readonly height?: number | undefined;
}

/** An image of the library. Never changed after it is stored: an edit makes a new one. */
export interface ImageRecord extends Size {
  readonly id: string;
  /** ms since 1970 */
  readonly createdAt: number;
  /** The bytes as they were taken; decoded anew for every edit. */
  readonly blob: Blob;
  /** Decided by the bytes, never by the name or the server's word. */
  readonly mimeType: string;
  readonly source: ImageSource;
  readonly notes: readonly ImageNote[];
  readonly page: PageContext;
  /** For captures: every way to its pixels that was tried, in order; the last one held. */
  readonly rungs?: readonly RungVerdict[] | undefined;
  /** The image that this one is an edit of. */
  readonly parentId?: string | undefined;
  /** For extended ones: px that were added on each side of the parent. */
  readonly addedSides?: Sides | undefined;
  /** The job that made it. */
  readonly jobId?: string | undefined;
  /** For edits: pixels outside strokes and feather that differ from the parent (counted; promised 0). */
  readonly changedOutside?: { readonly changed: number; readonly total: number } | undefined;
  /** For edits: share (0-1) of what lay around the mask that the model's answer had changed; none of it was taken. */
  readonly answerOutside?: number | undefined;
  /** For edits: true where nothing could say how the answer's colours are off, so that it was put in as it came. */
  readonly unmatched?: boolean | undefined;
}

/** An image on its way from a page into the library. */
export interface CaptureRecord {
  readonly id: string;
  readonly startedAt: number;
  readonly state: 'running' | 'needs-rasterising' | 'done' | 'failed';
  readonly page: PageContext;
  /** For `needs-rasterising`: an SVG, which only a page can draw (workers cannot). */
  readonly svg?: Blob | undefined;
  /** When a page began to draw it, ms since 1970; one that begins anew finds that the first has died of it. */
  readonly drawnAt?: number | undefined;
  readonly source?: ImageSource | undefined;
  readonly rungs?: readonly RungVerdict[] | undefined;
  /** The image whose better copy this is. */
  readonly replaces?: string | undefined;
  readonly imageId?: string | undefined;
  readonly error?: StoredError | undefined;
  /** Bytes of a slow file that have come, and how many it has where the server says so. */
  readonly received?: number | undefined;
  readonly total?: number | undefined;
  /** Set by the panel; who fetches looks at it. */
  readonly isCancelled?: boolean | undefined;
}

/** What the user has prepared for one image and not yet thrown away. */
export interface DraftRecord {
  /** An image's id, or 'generate' for the Generate tab. */
  readonly id: string;
  readonly steps: readonly DrawingStep[];
  /** Steps that were undone and can be redone, the next one last. */
  readonly undone: readonly DrawingStep[];
  readonly prompt: string;
  /** The prompt that a selected text of a page (`by`) has taken the place of, to have it back. */
  readonly replaced?: { readonly text: string; readonly by: string } | undefined;
  /** Ids of further images for the model to look at. */
  readonly references?: readonly string[] | undefined;
  readonly updatedAt: number;
  /** When that was changed last which a job is made of: drawing, prompt, references, crop box; ms since 1970. */
  readonly workedAt?: number | undefined;
  /** New with every change of the mask: tells a panel whether the mask is the one that it shows. */
  readonly maskVersion?: string | undefined;
  /** The user's own crop box, image px. */
  readonly cropWish?: Rect | undefined;
  /** The tool that was in use. */
  readonly tool?: string | undefined;
  /** Of the Generate tab, where it was written last in a private window. */
  readonly isPrivate?: true | undefined;
  /** What was in the middle of the stage (image px), and how large (CSS px an image px); else all. */
  readonly place?: { readonly scale: number; readonly x: number; readonly y: number } | undefined;
}

/** A draft as it is stored, its drawing as texts: every stroke stores and reads it again. */
export type StoredDraft = Omit<DraftRecord, 'steps' | 'undone'> & {
  readonly drawing: PackedDrawing;
  readonly undone: PackedDrawing;
};

/** An image that the user wants to find again. */
export interface StarRecord {
  /** The image's id. */
  readonly id: string;
}

/** What a panel shows: one row for each window's panel and each that is a tab, and one for what was shown last anywhere. */
export interface WorkspaceRecord {
  readonly id: string;
  readonly tab: 'edit' | 'generate' | 'history';
  readonly imageId?: string | undefined;
  /** The latest capture; shown until it is done or another image is chosen. */
  readonly captureId?: string | undefined;
  /** Of a private window: no other panel begins with what it shows. */
  readonly isPrivate?: true | undefined;
}
