import { signal } from '@preact/signals';
import { expect, it } from 'vitest';
import { estimateOf, type SessionState } from '../../../components/session/edit-plan';
import type { DrawingStep, Mark } from '../../../utils/drawing/steps';
import { usdOf } from '../../../utils/money/expected-price';
import { planEdit } from '../../../utils/plan/plan-edit';
import { findModel } from '../../../utils/server/models';

const model = 'gpt-image-2.6-sunburst';
const photo = { width: 1024, height: 1024 };
const options = { model, quality: 'low', variants: 1 };
const session = {
  image: photo,
  mask: { drawing: { history: signal({ steps: [] }) } },
  prompt: signal(''),
  references: { list: signal([]) },
  services: {
    editOptions: { current: signal(options) },
    pastPrices: signal([]),
    money: { current: signal({ perPictureUsd: {} }) },
  },
} as unknown as SessionState;

const mark: Mark = { kind: 'pen-mark', colour: 'red', size: 9, points: [[500, 500]] };
const mask: DrawingStep = {
  ...{ kind: 'rectangle', mode: 'add' },
  rect: { x: 400, y: 400, width: 100, height: 100 },
};

/** USD for what was drawn on the whole picture, so that all of it is of one size. */
const priceOf = (steps: readonly DrawingStep[]): number | undefined =>
  usdOf(
    estimateOf(
      session,
      planEdit(photo, steps, 'whole-image', findModel(model).sizes, { takesMarks: true }),
    ),
  );

it('counts marks as one picture that is sent, as it does a mask, and never both', () => {
  const bare = priceOf([]) ?? 0;
  const masked = priceOf([mask]) ?? 0;
  expect(masked).toBeGreaterThan(bare);
  expect(priceOf([mark])).toBe(masked);
  expect(priceOf([mask, mark])).toBe(masked);
});
