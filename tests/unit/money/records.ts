import { emptyDrawing } from '../../../utils/drawing/steps';
import type { EditJob, GenerateJob } from '../../../utils/library/jobs';

const at = new Date(2026, 10, 23, 12).getTime();
const model = { model: 'gpt-image-2.6-sunburst', quality: 'high', variants: 1 };

/** What went well for 5 cents, at noon of 2026-11-23. */
const done = {
  id: 'job',
  state: 'succeeded',
  createdAt: at,
  sentAt: at + 100,
  prompt: 'a red balloon',
  requestSize: { width: 1024, height: 1024 },
  resultIds: ['result'],
  estimatedUsd: 0.04,
  costUsd: 0.05,
} as const;

/** An edit that went well, with what a test changes of it. */
export const jobOf = (change: Partial<EditJob> = {}): EditJob => ({
  ...done,
  kind: 'edit',
  imageId: 'image',
  drawing: emptyDrawing,
  options: { ...model, featherPx: 12, scope: 'around-mask' },
  ...change,
});

/** A generation that went well, with what a test changes of it. */
export const generationOf = (change: Partial<GenerateJob> = {}): GenerateJob => ({
  ...done,
  kind: 'generate',
  options: { ...model, size: { width: 1024, height: 1024 } },
  ...change,
});
