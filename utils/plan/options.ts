import type { Rect, Size } from '../base/geometry';

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

/** What becomes of a mask that is cut out: all else is clear, what is masked is clear, or all else is white or blurred. */
export type CutOut = 'keep' | 'clear' | 'white' | 'blur';

export interface EditJobOptions extends JobOptions {
  /** Image px over which an edit fades into the original, outside the strokes. */
  readonly featherPx: number;
  /** Whether the edit takes the tint of its surroundings. Absent means true, also of `seamless`. */
  readonly matchColour?: boolean | undefined;
  /** Whether what differs along its edge is evened out. */
  readonly seamless?: boolean | undefined;
  /** Whether it gets the grain of its surroundings where it was sent smaller than it is. Absent means true. */
  readonly matchGrain?: boolean | undefined;
  /** What is sent: the surroundings of the mask, or all of the image. */
  readonly scope: 'around-mask' | 'whole-image';
  /** The user's own crop box, image px; it is grown to hold the mask. Absent: one is chosen. */
  readonly cropWish?: Rect | undefined;
  /** True for what this device does by itself; then only `featherPx`, `variants` and `cutOut` count of all options. */
  readonly onDevice?: boolean | undefined;
  /** For work on this device: absent, what is masked is removed. */
  readonly cutOut?: CutOut | undefined;
  /** True for another try with less of the surroundings, after the model has reframed the picture. */
  readonly tighter?: boolean | undefined;
}

export interface GenerateJobOptions extends JobOptions {
  /** Of the picture, px. */
  readonly size: Size;
  /** Absent means what the server does by itself. */
  readonly moderation?: 'auto' | 'low' | undefined;
}
