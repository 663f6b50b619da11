import type { ErrorCode } from '../errors';
import type { JobRecord, JobState } from '../library/job-records';

/** Which states may follow which; a job that has ended never changes its state again. */
const nextStates: Readonly<Record<JobState, readonly JobState[]>> = {
  queued: ['preparing', 'failed', 'cancelled', 'interrupted'],
  preparing: ['sent', 'failed', 'cancelled', 'interrupted'],
  sent: ['waiting', 'streaming', 'compositing', 'failed', 'cancelled', 'interrupted'],
  waiting: ['sent', 'failed', 'cancelled', 'interrupted'],
  streaming: ['streaming', 'compositing', 'failed', 'cancelled', 'interrupted'],
  compositing: ['succeeded', 'failed', 'cancelled', 'interrupted'],
  succeeded: [],
  failed: [],
  cancelled: [],
  interrupted: [],
};

export const canFollow = (from: JobState, to: JobState): boolean => nextStates[from].includes(to);

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
  if (isAnswered({ state, ...job })) return 'interrupted-while-finishing';
  if (state === 'waiting') return 'interrupted-while-waiting';
  return isSent(state) ? 'interrupted-after-sending' : 'interrupted-before-sending';
};
