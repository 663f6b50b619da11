import type { JobRecord } from '../../../utils/library/records';

/** A job that went well for 5 cents, at noon of 2026-11-23, with what a test changes of it. */
export function jobOf(change: Partial<JobRecord> = {}): JobRecord {
  const at = new Date(2026, 10, 23, 12).getTime();
  return {
    id: 'job',
    kind: 'edit',
    state: 'succeeded',
    createdAt: at,
    sentAt: at + 100,
    steps: [],
    prompt: 'a red balloon',
    options: {
      model: 'gpt-image-2.6-sunburst',
      quality: 'high',
      variants: 1,
      featherPx: 12,
      scope: 'around-mask',
      size: { width: 1024, height: 1024 },
    },
    requestSize: { width: 1024, height: 1024 },
    resultIds: ['result'],
    estimatedUsd: 0.04,
    costUsd: 0.05,
    ...change,
  };
}
