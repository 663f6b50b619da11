import type { Size } from '../base/geometry';
import type { ChangedOutside } from '../blend/changed-pixels';
import type { Inspection } from '../codecs/inspect';
import type { PackedDrawing } from '../drawing/steps';
import type { FillOptions } from '../fill/complete';
import type { JobProgress } from '../library/jobs';
import type { CutOut } from '../plan/options';

/** What is masked in which picture. Like all that is asked of this device, it can be sent to a worker. */
interface MaskedPicture {
  /** The picture's file. */
  readonly file: Blob;
  /** As it is shown, image px. */
  readonly image: Size;
  readonly drawing: PackedDrawing;
  /** Image px. */
  readonly featherPx: number;
}

export interface RemovalRequest extends MaskedPicture {
  /** How each of the files is to be filled. */
  readonly variants: readonly FillOptions[];
}

export interface CutOutRequest extends MaskedPicture {
  readonly cutOut: CutOut;
}

/** What a job that needs no server is made of. */
export type DeviceRequest = RemovalRequest | CutOutRequest;

export interface MadeFile {
  /** A PNG as large and as deep as the picture. */
  readonly file: Blob;
  readonly inspection: Inspection;
  /** Undefined where nothing is to stay outside. */
  readonly changedOutside?: ChangedOutside | undefined;
}

/** What is told of the work on the way. */
export type DeviceNews = Pick<JobProgress, 'progress' | 'filledShare'>;

/**
 * Makes the files of a job that needs no server beside whatever else this context does, one after the other: the next is begun
 * when it is asked for.
 * @throws the signal's reason where it is aborted; AppError mask-empty, nothing-to-copy, and as `decodeRaster` throws
 */
export type MakeFiles = (
  signal: AbortSignal,
  request: DeviceRequest,
  tell: (news: DeviceNews) => void,
) => AsyncGenerator<MadeFile, void>;
