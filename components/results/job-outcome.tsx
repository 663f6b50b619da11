import { type MessageKey, t, uiLanguage } from '../../utils/i18n';
import { isRunning } from '../../utils/jobs/job-state';
import type { JobRecord } from '../../utils/library/job-records';
import type { ImageRecord } from '../../utils/library/records';
import { UseDefaultModel } from '../model-options/use-default-model';
import type { PanelModel } from '../panel/panel-model';
import type { PanelServices } from '../panel/services';
import { finishAnew } from '../panel/start-job';
import { AllowServerButton } from '../settings/allow-server-button';
import { needsSettings } from '../settings/needs-settings';
import { OpenSettingsButton } from '../settings/open-settings-button';
import { Alert } from '../ui/alert';
import { formatUsd } from '../ui/cost';
import { RetryButton } from './retry-button';
import { type RetryTighter, UnfitAnswer } from './unfit-answer';

interface JobOutcomeProps {
  readonly job: JobRecord;
  /** The picture that is shown, if it is a result. */
  readonly result: ImageRecord | undefined;
  readonly services: PanelServices;
  readonly model: PanelModel;
  /** Says which job failed, where there are several. */
  readonly named?: boolean;
  /** For edits: starts once more, with less around the mask. */
  readonly retryTighter?: RetryTighter;
}

/** "0 of 1,920,000 pixels changed outside": the promise, counted. */
function outsideText({ changed, total }: NonNullable<ImageRecord['changedOutside']>): string {
  const number = new Intl.NumberFormat(uiLanguage());
  return t('changedOutside', number.format(changed), number.format(total));
}

/** From this share on the model has plainly not kept to the mask; below it fields at random look changed. */
const ignoredFrom = 0.05;

/** What it cost: as counted, else as estimated before, else that nobody knows. */
function costText({ costUsd, estimatedUsd, usage }: JobRecord): string {
  if (costUsd !== undefined) return t('costWas', formatUsd(costUsd));
  if (estimatedUsd !== undefined) return t('costWasAbout', formatUsd(estimatedUsd));
  if (!usage) return t('priceUnknown');
  const tokens = usage.inputTextTokens + usage.inputImageTokens + usage.outputTokens;
  return t('costWasTokens', new Intl.NumberFormat(uiLanguage()).format(tokens));
}

/** Said where the model has changed what was to stay: none of that was taken. */
const ignoredText = (result: ImageRecord | undefined): string =>
  (result?.answerOutside ?? 0) < ignoredFrom
    ? ''
    : t('maskIgnored', Math.round(100 * (result?.answerOutside ?? 0)));

/**
 * A request that waited for its second try was refused, so nothing was billed. A picture that came
 * before the cancel was taken is kept.
 */
function cancelledKey({ sentAt, retryAt, resultIds }: JobRecord): MessageKey {
  if (resultIds.length > 0) return 'cancelledTooLate';
  if (retryAt !== undefined) return 'cancelledWhileWaiting';
  return sentAt === undefined ? 'cancelledBeforeSending' : 'cancelledMayBeBilled';
}

/** Asks for access to the host that has the paid picture, and fetches it then. */
function AllowPicture({
  job,
  services,
  model,
}: Pick<JobOutcomeProps, 'job' | 'services' | 'model'>) {
  const [url] = job.error?.answerUrls ?? [];
  if (url === undefined) return null;
  const finish = () => void finishAnew(services, job).catch(model.showError);
  return <AllowServerButton baseUrl={url} onAllowed={finish} />;
}

/** How an ended job went: what it cost and left untouched, or why it has no result. Empty while it runs. */
export function JobOutcome(props: JobOutcomeProps) {
  const { job, result, services, model, named } = props;
  if (job.error && !isRunning(job.state))
    return (
      <Alert error={{ requestId: job.requestId, ...job.error }} about={named && job.prompt}>
        {needsSettings(job.error.code) && <OpenSettingsButton services={services} />}
        {job.error.code === 'model-not-found' && <UseDefaultModel services={services} job={job} />}
        {!!job.answers?.length && <p>{costText(job)}</p>}
        <AllowPicture job={job} services={services} model={model} />
        <RetryButton job={job} services={services} model={model} />
        <UnfitAnswer {...props} />
      </Alert>
    );
  if (job.state === 'cancelled')
    return (
      <>
        <p class="outcome" role="status">
          {t(cancelledKey(job))}
        </p>
        <RetryButton job={job} services={services} model={model} />
      </>
    );
  if (job.state !== 'succeeded') return <p class="outcome" />;
  const outside = result?.changedOutside ? outsideText(result.changedOutside) : '';
  return (
    <p class="outcome" role="status">
      {[costText(job), outside, ignoredText(result)].filter(Boolean).join(' · ')}
    </p>
  );
}
