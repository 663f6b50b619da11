import type { PackedDrawing } from '../drawing/pack';
import type { DrawingStep } from '../drawing/steps';
import type { Sides } from '../edits/extend';
import type { ErrorCode, StoredError } from '../errors';
import type { Rect, Size } from '../geometry';

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
  /** Its number among the pictures told by that frame, as long as the frame shows the same document. */
  readonly place?: { readonly handle: number; readonly mark: string } | undefined;
}

/** An image file on the web and its size in image px. */
export interface SizedFile extends Size {
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
}

/** A rung of the capture ladder: one way to a picture's pixels, the best first. */
export type CaptureRung = 'data' | 'page' | 'background' | 'permitted' | 'pixels' | 'screenshot';

/** Why live pixels were not taken: another origin's, none drawn, disguised by the browser, no source. */
export type PixelsOutcome = 'pixels-tainted' | 'pixels-blank' | 'pixels-noisy' | 'pixels-none';

/** What came of one rung for one file. */
export interface RungVerdict {
  readonly rung: CaptureRung;
  readonly outcome: 'taken' | ErrorCode | PixelsOutcome;
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
}

/** An image on its way from a page into the library. */
export interface CaptureRecord {
  readonly id: string;
  readonly startedAt: number;
  readonly state: 'running' | 'needs-rasterising' | 'done' | 'failed';
  readonly page: PageContext;
  /** For `needs-rasterising`: an SVG, which only a page can draw (workers cannot). */
  readonly svg?: Blob | undefined;
  readonly source?: ImageSource | undefined;
  readonly rungs?: readonly RungVerdict[] | undefined;
  /** The image whose better copy this is. */
  readonly replaces?: string | undefined;
  readonly imageId?: string | undefined;
  readonly error?: StoredError | undefined;
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
  /** Texts of the page that the user does not want offered for the prompt any more. */
  readonly unwanted?: readonly string[] | undefined;
  readonly updatedAt: number;
  /** New with every change of the mask: tells a panel whether the mask is the one that it shows. */
  readonly maskVersion?: string | undefined;
  /** The user's own crop box, image px. */
  readonly cropWish?: Rect | undefined;
  /** The tool that was in use. */
  readonly tool?: string | undefined;
  /** What was in the middle of the stage (image px), and how large (CSS px an image px); else all. */
  readonly place?: { readonly scale: number; readonly x: number; readonly y: number } | undefined;
}

/** A draft as it is stored, its drawing as texts: every stroke stores and reads it again. */
export type StoredDraft = Omit<DraftRecord, 'steps' | 'undone'> & {
  readonly drawing: PackedDrawing;
  readonly undone: PackedDrawing;
};

export type JobState =
  | 'queued'
  | 'preparing'
  | 'sent'
  /** Refused with 429 and not billed; sent once more at `retryAt`. */
  | 'waiting'
  | 'streaming'
  | 'compositing'
  | 'succeeded'
  | 'failed'
  | 'cancelled'
  | 'interrupted';

/** What any job asks of the model besides picture and prompt; all of it is stored before anything is sent. */
export interface JobOptions {
  readonly model: string;
  readonly quality: string;
  readonly variants: number;
  /** Absent means what the server does by itself; so do format, compression and complexity. */
  readonly background?: 'auto' | 'transparent' | 'opaque' | undefined;
  readonly format?: 'png' | 'webp' | 'jpeg' | undefined;
  /** 0-100, for WebP and JPEG. */
  readonly compression?: number | undefined;
  readonly complexity?: 'low' | 'medium' | 'high' | undefined;
  /** False: no partial pictures. */
  readonly previews?: boolean | undefined;
}

export interface EditJobOptions extends JobOptions {
  /** Image px over which an edit fades into the original, outside the strokes. */
  readonly featherPx: number;
  /** Whether the edit takes the tint of its surroundings. Absent means true, also of `seamless`. */
  readonly matchColour?: boolean | undefined;
  /** Whether what differs along its edge is evened out. */
  readonly seamless?: boolean | undefined;
  /** What is sent: the surroundings of the mask, or all of the image. */
  readonly scope: 'around-mask' | 'whole-image';
  /** The user's own crop box, image px; it is grown to hold the mask. Absent: one is chosen. */
  readonly cropWish?: Rect | undefined;
  /** True for another try with less of the surroundings, after the model has reframed the picture. */
  readonly tighter?: boolean | undefined;
}

export interface GenerateJobOptions extends JobOptions {
  /** Of the picture, px. */
  readonly size: Size;
  /** Absent means what the server does by itself. */
  readonly moderation?: 'auto' | 'low' | undefined;
}

/** Tokens of one answer, as the server counted them. */
export interface Usage {
  readonly inputTextTokens: number;
  readonly inputImageTokens: number;
  readonly outputTokens: number;
}

/** The server that a job was started for: it goes to that one or to none. */
export interface JobServer {
  readonly profileId: string;
  readonly baseUrl: string;
}

/** What every job has, and what has come of it so far. */
interface JobBase {
  readonly id: string;
  readonly state: JobState;
  readonly createdAt: number;
  /** Absent from jobs of older versions. */
  readonly server?: JobServer | undefined;
  /** When a background took it; one that still queues after that background's end is nobody's. */
  readonly takenAt?: number | undefined;
  /** When the request left; from then on it may have been billed. */
  readonly sentAt?: number | undefined;
  readonly endedAt?: number | undefined;
  /** When another background took it up after its answer had come; none does so twice. */
  readonly resumedAt?: number | undefined;
  /** When a refused request is sent once more, ms since 1970. */
  readonly retryAt?: number | undefined;
  readonly prompt: string;
  /** For edits: the part of the image that was sent, image px. */
  readonly crop?: Rect | undefined;
  /** For edits: whether the drawn marks were sent, in the place of a mask. */
  readonly markup?: boolean | undefined;
  /** Size of each picture that was asked for, px. */
  readonly requestSize?: Size | undefined;
  /** The latest partial picture, as wide as the crop (any scale). */
  readonly preview?: Blob | undefined;
  readonly resultIds: readonly string[];
  /** Pictures that came and are no results: not yet, or as they could not be put into the image. */
  readonly answers?: readonly Blob[] | undefined;
  /** Where the pictures of an answer are that still have to be fetched. */
  readonly answerUrls?: readonly string[] | undefined;
  readonly usage?: Usage | undefined;
  /** About what it costs, in USD, as said before the start. */
  readonly estimatedUsd?: number | undefined;
  /** What it cost in USD, from the server's `usage`. */
  readonly costUsd?: number | undefined;
  readonly requestId?: string | undefined;
  readonly error?: StoredError | undefined;
}

/** A job that changes a picture: image, drawing and references as they were when it was started. */
export interface EditJob extends JobBase {
  readonly kind: 'edit';
  readonly imageId: string;
  readonly drawing: PackedDrawing;
  /** Ids of further images for the model to look at. */
  readonly references?: readonly string[] | undefined;
  readonly options: EditJobOptions;
}

/** A job that makes pictures from the prompt alone. */
export interface GenerateJob extends JobBase {
  readonly kind: 'generate';
  readonly options: GenerateJobOptions;
}

/** A stored job. Older ones carry the other kind's options too; nobody reads those. */
export type JobRecord = EditJob | GenerateJob;

/** What is written to a job while it runs. */
export type JobProgress = Partial<Omit<JobBase, 'id' | 'state'>>;

/** An image that the user wants to find again. */
export interface StarRecord {
  /** The image's id. */
  readonly id: string;
}

/** What the panel shows; one row, so that every panel and tab shows the same. */
export interface WorkspaceRecord {
  readonly id: 'workspace';
  readonly tab: 'edit' | 'generate' | 'history';
  readonly imageId?: string | undefined;
  /** The latest capture; shown until it is done or another image is chosen. */
  readonly captureId?: string | undefined;
  /** The result shown in place of the image, if any. */
  readonly resultId?: string | undefined;
}
