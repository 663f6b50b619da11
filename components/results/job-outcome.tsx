import { t, uiLanguage } from '../../utils/i18n';
import type { ImageRecord, JobRecord } from '../../utils/library/records';
import type { PanelServices } from '../panel/services';
import { needsSettings } from '../settings/needs-settings';
import { OpenSettingsButton } from '../settings/open-settings-button';
import { Alert } from '../ui/alert';
import { formatUsd } from '../ui/cost';

interface JobOutcomeProps {
  readonly job: JobRecord;
  /** The picture that is shown, if it is a result. */
  readonly result: ImageRecord | undefined;
  readonly services: PanelServices;
}

/** "0 of 1,920,000 pixels changed outside": the promise, counted. */
function outsideText({ changed, total }: NonNullable<ImageRecord['changedOutside']>): string {
  const number = new Intl.NumberFormat(uiLanguage());
  return t('changedOutside', number.format(changed), number.format(total));
}

/** How an ended job went: what it cost and left untouched, or why it has no result. Empty while it runs. */
export function JobOutcome({ job, result, services }: JobOutcomeProps) {
  if (job.error && (job.state === 'failed' || job.state === 'interrupted'))
    return (
      <Alert error={{ requestId: job.requestId, ...job.error }}>
        {needsSettings(job.error.code) && <OpenSettingsButton services={services} />}
      </Alert>
    );
  if (job.state === 'cancelled')
    return (
      <p class="outcome" role="status">
        {t(job.sentAt ? 'cancelledMayBeBilled' : 'cancelledBeforeSending')}
      </p>
    );
  if (job.state !== 'succeeded') return <p class="outcome" />;
  const cost = job.costUsd === undefined ? '' : t('costWas', formatUsd(job.costUsd));
  const outside = result?.changedOutside ? outsideText(result.changedOutside) : '';
  return (
    <p class="outcome" role="status">
      {[cost, outside].filter(Boolean).join(' · ') || t('done')}
    </p>
  );
}
