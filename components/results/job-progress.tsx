import { type MessageKey, t } from '../../utils/i18n';
import type { JobRecord, JobState } from '../../utils/library/records';
import { useSecondsSince } from '../ui/seconds-since';

const stageKeys: Readonly<Partial<Record<JobState, MessageKey>>> = {
  queued: 'stagePreparing',
  preparing: 'stagePreparing',
  sent: 'stageSent',
  streaming: 'stageStreaming',
  compositing: 'stageCompositing',
};

interface JobProgressProps {
  readonly job: JobRecord;
  onCancel(): void;
}

/** What a running job is at, for how long, and the way to end it. */
export function JobProgress({ job, onCancel }: JobProgressProps) {
  const seconds = useSecondsSince(job.createdAt);
  const text = t(stageKeys[job.state] ?? 'stagePreparing');
  return (
    <div class="progress">
      <div class="progress-text">
        <div class="progress-bar" role="progressbar" aria-label={text} />
        <p>
          <span role="status">{text}</span>{' '}
          <span class="progress-time">{t('seconds', seconds)}</span>
        </p>
      </div>
      <button
        type="button"
        class="button"
        title={job.sentAt ? t('cancelMayBeBilled') : undefined}
        onClick={onCancel}
      >
        {t('cancel')}
      </button>
    </div>
  );
}
