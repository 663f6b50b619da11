import type { PackedDrawing } from '../drawing/pack';
import type { StoredError } from '../errors';
import type { Rect, Size } from '../geometry';

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
