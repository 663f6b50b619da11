import './other-jobs.css';
import { useSignal } from '@preact/signals';
import { X } from 'lucide';
import { useEffect } from 'preact/hooks';
import { t } from '../../utils/base/i18n';
import type { JobRecord } from '../../utils/library/jobs';
import { idsOf, useDeadly } from '../parts/deadly';
import { RunningJob } from '../parts/job-progress';
import type { PanelModel } from '../session/panel-model';
import type { PanelState } from '../session/panel-state';
import type { PanelServices } from '../session/services';
import { IconButton } from '../ui/icon-button';
import { useObjectUrl } from '../ui/object-url';

interface OtherJobsProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
  readonly settingsOpen: boolean;
}

/** True for jobs that the chosen tab shows itself. */
function isShownByTab(job: JobRecord, { workspace, capture, image }: PanelState): boolean {
  if (job.kind === 'generate') return workspace.tab === 'generate';
  if (workspace.tab !== 'edit' || !image) return false;
  // The place of the image belongs to one that is on its way, or to what is said of it.
  if (capture && (capture.state === 'failed' || capture.replaces !== image.id)) return false;
  return [job.imageId, ...job.resultIds].includes(image.id);
}

/** Whether the page can be seen now. */
function useIsVisible(): boolean {
  const isVisible = useSignal(document.visibilityState === 'visible');
  useEffect(() => {
    const look = () => {
      isVisible.value = document.visibilityState === 'visible';
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, []);
  return isVisible.value;
}

/** The jobs that belong elsewhere, to other images or the other tab: those that run or wait, and how others ended. */
export function OtherJobs({ services, model, settingsOpen }: OtherJobsProps) {
  const state = model.state.value;
  const isVisible = useIsVisible();
  const isElsewhere = (job: JobRecord) => !state || settingsOpen || !isShownByTab(job, state);
  const news = state?.news ?? [];
  const seen = isVisible
    ? news.filter(({ job }) => !isElsewhere(job)).map(({ job }) => job.id)
    : [];
  const forget = (id: string) =>
    void services.library.jobs.update(id, { isNews: undefined }).catch(model.showError);
  useEffect(() => {
    for (const id of seen) forget(id);
  }, [seen.join()]);
  const running = (state?.running ?? []).filter(isElsewhere);
  const ended = news.filter(({ job }) => isElsewhere(job));
  const deadly = useDeadly(services, 'news', idsOf(ended.flatMap(({ picture }) => picture ?? [])));
  if (running.length + ended.length === 0) return null;
  return (
    <section class="other-jobs" aria-label={t('jobsElsewhere')}>
      {running.map((job) => (
        <RunningJob
          key={job.id}
          services={services}
          job={job}
          named
          onCancel={() => model.cancelJob(job.id)}
        />
      ))}
      {ended.map((each) => (
        <EndedJob
          key={each.job.id}
          {...each}
          isDrawn={each.picture !== undefined && deadly?.has(each.picture.id) === false}
          onOpen={() => {
            forget(each.job.id);
            openJob(each, model);
          }}
          onClose={() => forget(each.job.id)}
        />
      ))}
    </section>
  );
}

type News = PanelState['news'][number];

/** Shows what came of a job, or, where nothing did, what it was for. */
function openJob({ job, picture }: News, model: PanelModel): void {
  if (job.kind === 'generate') model.selectTab('generate');
  else model.openImage(picture?.id ?? job.imageId);
}

interface EndedJobProps extends News {
  /** Whether its picture is safe to be drawn. */
  readonly isDrawn: boolean;
  onOpen(): void;
  onClose(): void;
}

/** That a job has ended which nobody was looking at. */
function EndedJob({ job, picture, isDrawn, onOpen, onClose }: EndedJobProps) {
  const url = useObjectUrl(isDrawn ? picture?.blob : undefined, picture?.id ?? '');
  return (
    <div class="ended-job" data-state={job.state}>
      {url && <img class="ended-job-picture" src={url} alt="" />}
      <div class="progress-text">
        <p>{t(job.state === 'succeeded' ? 'newsReady' : 'newsFailed')}</p>
        <p class="progress-name">{job.prompt}</p>
      </div>
      <button type="button" class="button" onClick={onOpen}>
        {t('open')}
      </button>
      <IconButton icon={X} label={t('close')} onClick={onClose} />
    </div>
  );
}
