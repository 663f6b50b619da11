import './job-progress.css';
import { type MessageKey, t, uiLanguage } from '../../utils/base/i18n';
import { usualSeconds } from '../../utils/library/job-times';
import {
  deviceWorkKey,
  isAnswered,
  isOnDevice,
  type JobRecord,
  type JobState,
} from '../../utils/library/jobs';
import type { PanelModel } from '../session/panel-model';
import type { PanelServices } from '../session/services';
import { useSecondsSince } from '../ui/seconds-since';

const stageKeys: Readonly<Partial<Record<JobState, MessageKey>>> = {
  queued: 'stagePreparing',
  preparing: 'stagePreparing',
  sent: 'stageSent',
  waiting: 'stageWaiting',
  streaming: 'stageStreaming',
  compositing: 'stageCompositing',
};

interface JobProgressProps {
  readonly services: Pick<PanelServices, 'pastTimes'>;
  readonly job: JobRecord;
  /** Says which job it is, where there are several. */
  readonly named?: boolean;
  onCancel(): void;
}

/** The job has been in the queue for longer than it takes to begin it, so it waits for others. */
const queuedSeconds = 2;

function stageText(job: JobRecord, seconds: number): string {
  const { state, progress = 0 } = job;
  if (state === 'queued' && seconds >= queuedSeconds) return t('stageQueued');
  if (state !== 'filling') return t(stageKeys[state] ?? 'stagePreparing');
  if (deviceWorkKey(job) === 'cutOut') return t('stageCuttingOut');
  return t('stageRemoving', new Intl.NumberFormat(uiLanguage(), percent).format(progress));
}

const percent = { style: 'percent' } as const;

/** Seconds since the start; for a refused request the seconds until it is sent once more. */
function timeText({ state, retryAt }: JobRecord, seconds: number): string {
  if (state !== 'waiting' || retryAt === undefined) return t('seconds', seconds);
  return t('inSeconds', Math.max(0, Math.ceil((retryAt - Date.now()) / 1000)));
}

/** What is done of it, where that is known. */
function shareOf(job: JobRecord) {
  if (!isOnDevice(job) || deviceWorkKey(job) === 'cutOut') return {};
  const share = Math.round(100 * (job.progress ?? 0));
  return {
    ...{ 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': share },
    style: { '--share': `${share}%` },
  };
}

/** From here on a time that is said is rounded to steps of five, s: it is not known better. */
const coarseFrom = 10;

/** "usually about 20 s": said until that is plainly over. */
function usualText({ pastTimes }: JobProgressProps['services'], job: JobRecord, seconds: number) {
  if (isOnDevice(job)) return ''; // its share says more
  const usual = usualSeconds(pastTimes.value, job);
  if (usual === undefined || job.state === 'waiting' || seconds > 2 * usual + coarseFrom) return '';
  const step = usual < coarseFrom ? 1 : 5;
  return t('usualTime', Math.max(1, step * Math.round(usual / step)));
}

/** What a running job is at, for how long, how long such a one usually takes, and the way to end it. */
export function RunningJob({ services, job, named, onCancel }: JobProgressProps) {
  const seconds = useSecondsSince(job.resumedAt ?? job.createdAt);
  const text = stageText(job, seconds);
  return (
    <div class="progress" data-state={job.state}>
      <div class="progress-text">
        <div class="progress-bar" role="progressbar" aria-label={text} {...shareOf(job)} />
        {named && <p class="progress-name">{job.prompt || t(deviceWorkKey(job))}</p>}
        <p>
          <span role="status">{text}</span>{' '}
          <span class="progress-time">
            {[timeText(job, seconds), usualText(services, job, seconds)]
              .filter(Boolean)
              .join(' · ')}
          </span>
        </p>
      </div>
      <button
        type="button"
        class="button"
        title={job.sentAt && !isAnswered(job) ? t('cancelMayBeBilled') : undefined}
        onClick={onCancel}
      >
        {t(job.state === 'waiting' ? 'stop' : 'cancel')}
      </button>
    </div>
  );
}

interface RunningJobsProps extends Pick<JobProgressProps, 'services'> {
  readonly jobs: readonly JobRecord[];
  readonly model: PanelModel;
}

/** The jobs of one tab that run or wait; each with its prompt where there are several. */
export const RunningJobs = ({ services, jobs, model }: RunningJobsProps) =>
  jobs.map((job) => (
    <RunningJob
      key={job.id}
      services={services}
      job={job}
      named={jobs.length > 1}
      onCancel={() => model.cancelJob(job.id)}
    />
  ));
