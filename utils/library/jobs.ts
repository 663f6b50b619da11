import type { ErrorCode, StoredError } from '../base/errors';
import type { Rect, Size } from '../base/geometry';
import type { PackedDrawing } from '../drawing/steps';
import type { EditJobOptions, GenerateJobOptions } from '../plan/options';
import type { Usage } from '../server/models';

export type JobState =
  | 'queued'
  | 'preparing'
  | 'sent'
  /** Refused with 429 and not billed; sent once more at `retryAt`. */
  | 'waiting'
  | 'streaming'
  | 'compositing'
  /** A removal or a cut-out, which this device does by itself: nothing is ever sent. */
  | 'filling'
  | 'succeeded'
  | 'failed'
  | 'cancelled'
  | 'interrupted';

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
  /** Set where it was asked for in a private window; see `PageContext`. */
  readonly isPrivate?: true | undefined;
  /** For edits: the part of the image that was sent, image px. */
  readonly crop?: Rect | undefined;
  /** For edits: whether the drawn marks were sent, in the place of a mask. */
  readonly markup?: boolean | undefined;
  /** Size of each picture that was asked for, px. */
  readonly requestSize?: Size | undefined;
  /** For work of this device: the share (0…1) of it that is done. */
  readonly progress?: number | undefined;
  /** For removals: the share (0…1) of the picture that was filled. */
  readonly filledShare?: number | undefined;
  /** The latest partial picture, as wide as the crop (any scale). */
  readonly preview?: Blob | undefined;
  readonly resultIds: readonly string[];
  /** Pictures that came and are no results: not yet, or as they could not be put into the image. */
  readonly answers?: readonly Blob[] | undefined;
  /** Where the pictures of an answer are that still have to be fetched. */
  readonly answerUrls?: readonly string[] | undefined;
  /** True where the user wants them fetched though they lead into their own network, or on from there. */
  readonly mayGoAnywhere?: boolean | undefined;
  readonly usage?: Usage | undefined;
  /** About what it costs, in USD, as said before the start. */
  readonly estimatedUsd?: number | undefined;
  /** What it cost in USD, from the server's `usage`. */
  readonly costUsd?: number | undefined;
  readonly requestId?: string | undefined;
  readonly error?: StoredError | undefined;
  /** 1 from its end until the user has seen how it ended; a number, since an index takes no booleans. */
  readonly isNews?: 1 | undefined;
  /** True where the user has closed what was said of its failure. */
  readonly isDismissed?: boolean | undefined;
}

/** A job that changes a picture: image, drawing and references as they were when it was started. */
export interface EditJob extends JobBase {
  readonly kind: 'edit';
  readonly imageId: string;
  readonly drawing: PackedDrawing;
  /** Ids of further images for the model to look at. */
  readonly references?: readonly string[] | undefined;
  readonly options: EditJobOptions;
  /** True where the user wants its answer put in as it lies, though it shows the picture reframed. */
  readonly pasteAnyway?: boolean | undefined;
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

/** Which states may follow which; a job that has ended never changes its state again. */
const nextStates: Readonly<Record<JobState, readonly JobState[]>> = {
  queued: ['preparing', 'filling', 'failed', 'cancelled', 'interrupted'],
  preparing: ['sent', 'failed', 'cancelled', 'interrupted'],
  sent: ['waiting', 'streaming', 'compositing', 'failed', 'cancelled', 'interrupted'],
  waiting: ['sent', 'failed', 'cancelled', 'interrupted'],
  streaming: ['streaming', 'compositing', 'failed', 'cancelled', 'interrupted'],
  filling: ['succeeded', 'failed', 'cancelled', 'interrupted'],
  compositing: ['succeeded', 'failed', 'cancelled', 'interrupted'],
  succeeded: [],
  failed: [],
  cancelled: [],
  interrupted: [],
};

export const canFollow = (from: JobState, to: JobState): boolean => nextStates[from].includes(to);

/** True for a job that needs no server, and so costs nothing. */
export const isOnDevice = ({ options }: Pick<JobRecord, 'options'>): boolean =>
  'onDevice' in options && options.onDevice === true;

/** The text that names a job without a prompt: what this device does. */
export const deviceWorkKey = ({ options }: Pick<JobRecord, 'options'>): 'remove' | 'cutOut' =>
  'cutOut' in options && options.cutOut ? 'cutOut' : 'remove';

/** True while the job still needs a worker. */
export const isRunning = (state: JobState): boolean => nextStates[state].length > 0;

/** The states of jobs that run or wait. */
export const runningStates: readonly JobState[] = [
  'queued',
  'preparing',
  'sent',
  'waiting',
  'streaming',
  'compositing',
  'filling',
];

/** True for the states in which a request is out, or was answered and is not stored yet. */
export const isSent = (state: JobState): boolean =>
  state === 'sent' || state === 'streaming' || state === 'compositing';

/** True for a job whose pictures have come and are no results yet: what is left needs no server. */
export const isAnswered = ({
  state,
  answers = [],
  answerUrls = [],
}: Pick<JobRecord, 'state' | 'answers' | 'answerUrls'>): boolean =>
  state === 'compositing' && answers.length + answerUrls.length > 0;

/** What a job that was found running by a new worker is told to have ended with. */
export const interruptionOf = ({
  state,
  ...job
}: Pick<JobRecord, 'state' | 'answers' | 'answerUrls'>): ErrorCode => {
  if (state === 'filling') return 'interrupted-on-device';
  if (isAnswered({ state, ...job })) return 'interrupted-while-finishing';
  if (state === 'waiting') return 'interrupted-while-waiting';
  return isSent(state) ? 'interrupted-after-sending' : 'interrupted-before-sending';
};
