import { describe, expect, it } from 'vitest';
import { canBeFinished } from '../../../components/session/reopen-job';
import {
  canFollow,
  interruptionOf,
  isRunning,
  type JobRecord,
  type JobState,
  runningStates,
} from '../../../utils/library/jobs';
import { chargeOf } from '../../../utils/money/spending';
import { randomNumbers } from '../codecs/random';
import { jobOf } from '../money/records';

const random = randomNumbers(31);
const oneOf = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;

const ended = ['succeeded', 'failed', 'cancelled', 'interrupted'] as const;
const all: readonly JobState[] = [...runningStates, ...ended];

/** What can happen to a job: a change of state that somebody asks for, or that its answer is taken up anew. */
type Event = JobState | 'reopen';

/** A job as `changeJob` and `reopenJob` would leave it; the same job where they would refuse. */
function after(job: JobRecord, event: Event): JobRecord {
  if (event === 'reopen')
    return canBeFinished(job) ? { ...job, state: 'compositing', error: undefined } : job;
  if (!canFollow(job.state, event)) return job;
  const answers = event === 'compositing' ? [new Blob(['picture'])] : job.answers;
  const sentAt = event === 'sent' ? 1 : job.sentAt;
  const error = event === 'interrupted' ? { code: interruptionOf(job) } : job.error;
  return { ...job, state: event, answers, sentAt, error };
}

/** The states that a job goes through under many events in any order, each as often as it comes. */
function history(): JobRecord[] {
  const jobs: JobRecord[] = [
    jobOf({ state: 'queued', sentAt: undefined, costUsd: undefined, resultIds: [] }),
  ];
  for (let count = 0; count < 40; count++) {
    const last = jobs.at(-1);
    if (last)
      jobs.push(after(last, oneOf<Event>([...runningStates, ...runningStates, ...all, 'reopen'])));
  }
  return jobs;
}

const histories = Array.from({ length: 3000 }, history);
const changes = (jobs: readonly JobRecord[]): JobState[] =>
  jobs.map(({ state }) => state).filter((state, index, states) => state !== states[index - 1]);

describe('a job, whatever is asked of it in whatever order', () => {
  it('is only ever in a state that there is, and gets to every one of them', () => {
    const seen = new Set(histories.flatMap(changes));
    expect([...seen].sort()).toEqual([...all].sort());
  });

  it('is sent at most once, but for a second time after a wait', () => {
    for (const states of histories.map(changes))
      states.forEach((state, index) => {
        if (state !== 'sent' || !states.slice(0, index).includes('sent')) return;
        expect(states[index - 1], states.join(' ')).toBe('waiting');
      });
  });

  it('is never sent again once it has ended, also where its answer is taken up anew', () => {
    for (const states of histories.map(changes)) {
      const end = states.findIndex((state) => !isRunning(state));
      if (end < 0) continue;
      expect(states.slice(end), states.join(' ')).not.toContain('sent');
      expect(states.slice(end), states.join(' ')).not.toContain('queued');
    }
  });

  it('succeeds only with a request that was sent and answered, or without any', () => {
    let won = 0;
    for (const jobs of histories) {
      const end = jobs.find(({ state }) => state === 'succeeded');
      if (!end) continue;
      const isRemoval = jobs.some(({ state }) => state === 'filling');
      expect(isRemoval && end.sentAt !== undefined).toBe(false);
      if (isRemoval) continue;
      won++;
      expect(end.sentAt).toBeDefined();
      expect(end.answers).not.toEqual([]);
    }
    expect(won).toBeGreaterThan(20);
  });

  it('is not charged before it was sent, and never says “before sending” after it', () => {
    for (const job of histories.flat()) {
      if (job.sentAt === undefined)
        expect([job.state, chargeOf(job)]).toEqual([job.state, undefined]);
      else expect(job.error?.code).not.toBe('interrupted-before-sending');
    }
  });

  it('is charged once its pictures were here, however it ended', () => {
    for (const job of histories.flat()) {
      if (!job.answers) continue;
      expect([job.state, job.error?.code, chargeOf(job)?.usd]).toEqual([
        job.state,
        job.error?.code,
        job.estimatedUsd,
      ]);
    }
  });
});
