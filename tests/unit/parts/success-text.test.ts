import { expect, it } from 'vitest';
import { successText } from '../../../components/parts/success-text';
import { t } from '../../../utils/base/i18n';
import type { JobRecord } from '../../../utils/library/jobs';
import type { ImageRecord } from '../../../utils/library/records';

const textFor = (result: Partial<ImageRecord>): string =>
  successText({ kind: 'edit', options: {}, costUsd: 0.04 } as JobRecord, result as ImageRecord);

it('says that an answer was put in with its colours as they came, where nothing could be compared', () => {
  expect(textFor({ unmatched: true })).toContain(t('colourUnmatched'));
  expect(textFor({})).not.toContain(t('colourUnmatched'));
});

it('says what it cost, and that nothing outside has changed, else how much', () => {
  const text = textFor({ changedOutside: { changed: 0, total: 1200 } });
  expect(text).toContain('$0.04');
  expect(text).toContain(t('onlyPaintedChanged'));
  const broken = textFor({ changedOutside: { changed: 3, total: 1200 } });
  expect(broken).toContain(t('changedOutside', '3', '1,200'));
  expect(broken).not.toContain(t('onlyPaintedChanged'));
});
