import type { ErrorCode } from '../../../utils/base/errors';
import type { JobState } from '../../../utils/library/jobs';
import { type Behaviour, defaultBehaviour } from '../../images-server/behaviour';
import { until } from '../../rig/poll';
import { begin, reach } from './job-panel';
import type { Scene } from './scene';

/** A state in which a job can be struck, and what the server does to hold it there. */
export interface Hold {
  readonly state: JobState;
  readonly behaviour: Partial<Behaviour>;
  /** Requests that are out when the job is struck, and when it ends by itself. */
  readonly sent: number;
  readonly sentInAll: number;
  /** What becomes of the job when its background ends. */
  readonly cutOff: ErrorCode | 'result';
}

/** States in which the server holds a job, as long as it likes; the picture may be small. */
const atServer: readonly Hold[] = [
  {
    state: 'queued',
    behaviour: { delayBeforeHeadersMs: 4000 }, // of the job before it; one is allowed at a time
    sent: 0,
    sentInAll: 1,
    cutOff: 'interrupted-before-sending',
  },
  {
    state: 'sent',
    behaviour: { delayBeforeHeadersMs: 4000 },
    sent: 1,
    sentInAll: 1,
    cutOff: 'interrupted-after-sending',
  },
  {
    state: 'waiting',
    behaviour: { fault: { kind: 'rate_limit_exceeded', times: 1, retryAfterSeconds: 4 } },
    sent: 1,
    sentInAll: 2,
    cutOff: 'interrupted-while-waiting',
  },
  {
    state: 'streaming',
    behaviour: { delayBetweenEventsMs: 2500 },
    sent: 1,
    sentInAll: 1,
    cutOff: 'interrupted-after-sending',
  },
];

/** States in which our own work holds it. */
const atWork: readonly Hold[] = [
  {
    state: 'preparing',
    behaviour: {},
    sent: 0,
    sentInAll: 1,
    cutOff: 'interrupted-before-sending',
  },
  { state: 'compositing', behaviour: {}, sent: 1, sentInAll: 1, cutOff: 'result' },
];

/** All states, by the picture that they need. */
export const holds = [
  { where: 'at the server', picture: { width: 1280, height: 960 }, holds: atServer },
  // 6 MP: reading them and putting an answer into them take long enough to be struck.
  { where: 'at work', picture: { width: 2800, height: 2096 }, holds: atWork },
] as const;

/** Begins a job and waits until it is in the state. */
export async function beginAndHold(
  { panel, server, requestsOf }: Scene,
  { state, behaviour }: Hold,
  prompt: string,
): Promise<void> {
  server.reset();
  server.behave(behaviour);
  if (state === 'queued') {
    const first = prompt.replace('kite', 'boat');
    await begin(panel, first);
    await reach(panel, first, 'sent');
  }
  await begin(panel, prompt);
  await reach(panel, prompt, state);
  // The job is stored as sent a moment before its request arrives.
  if (state === 'sent') await until('the request', () => requestsOf(prompt)[0]?.files.length === 2);
}

/** From now on the server answers at once. */
export const letGo = ({ server }: Scene): void => server.behave(defaultBehaviour);
