import { describe, expect, it } from 'vitest';
import {
  canFollow,
  interruptionOf,
  isRunning,
  isSent,
  type JobState,
  runningStates,
} from '../../../utils/library/jobs';

const ended = ['succeeded', 'failed', 'cancelled', 'interrupted'] as const;
const all: readonly JobState[] = [...runningStates, ...ended];

describe('the states of a job', () => {
  it('are either running or ended', () => {
    for (const state of all) expect(isRunning(state)).toBe(runningStates.includes(state));
  });

  it.each(ended)('%s is the end: nothing follows', (state) => {
    for (const next of all) expect(canFollow(state, next)).toBe(false);
  });

  it.each(runningStates)('%s can be cancelled, fail and be interrupted', (state) => {
    for (const next of ['cancelled', 'failed', 'interrupted'] as const)
      expect(canFollow(state, next)).toBe(true);
  });

  it('lead to success only over sent and compositing, or over filling, which sends nothing', () => {
    const ways = (path: readonly JobState[]): (readonly JobState[])[] => {
      const last = path.at(-1) ?? 'queued';
      if (last === 'succeeded') return [path];
      return all
        .filter((next) => canFollow(last, next) && !path.includes(next))
        .flatMap((next) => ways([...path, next]));
    };
    const found = ways(['queued']);
    expect(found.length).toBeGreaterThan(1);
    expect(found).toContainEqual(['queued', 'filling', 'succeeded']);
    for (const way of found.filter((each) => !each.includes('filling'))) {
      expect(way).toContain('sent');
      expect(way).toContain('compositing');
    }
  });

  it('never lead from filling to a request or back', () => {
    const sending = ['preparing', 'sent', 'waiting', 'streaming', 'compositing'] as const;
    for (const state of sending) {
      expect([state, canFollow('filling', state)]).toEqual([state, false]);
      expect([state, canFollow(state, 'filling')]).toEqual([state, false]);
    }
  });

  it('let a request be sent once more from waiting alone', () => {
    const before = all.filter((state) => canFollow(state, 'sent'));
    expect(before).toEqual(['preparing', 'waiting']);
  });

  it('say after a kill whether something may be billed', () => {
    for (const state of runningStates) {
      const code = interruptionOf({ state });
      expect(code === 'interrupted-after-sending').toBe(isSent(state));
    }
    expect(interruptionOf({ state: 'waiting' })).toBe('interrupted-while-waiting');
  });
});
