import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { type MessageKey, t } from '../../utils/base/i18n';
import { hasSiteAccess, requestSiteAccess } from '../../utils/base/site-access';
import { isOnDevice, isRunning, type JobRecord } from '../../utils/library/jobs';
import type { ImageRecord } from '../../utils/library/records';
import type { Price } from '../../utils/money/expected-price';
import { type Connection, isForeignPrivate, isOfficial } from '../../utils/server/connection';
import { stateOn } from '../../utils/server/knowledge';
import { defaultModels, endsSoon } from '../../utils/server/models';
import { nameOf } from '../../utils/settings/profiles';
import type { PanelModel } from '../session/panel-model';
import { canBeFinished, canBePasted, takeWholeAnswer } from '../session/reopen-job';
import type { PanelServices } from '../session/services';
import { finishAnew, pasteAnyway, tryAgain } from '../session/start-job';
import { switchModel } from '../session/switch-model';
import { Alert } from './alert';
import { MendButton } from './mend-button';
import { PaidButton } from './money';
import { costText, countedText, successText } from './success-text';

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

/**
 * A request that waited for its second try was refused, so nothing was billed. A picture that came
 * before the cancel was taken is kept.
 */
function cancelledKey(job: JobRecord): MessageKey {
  const { sentAt, retryAt, resultIds } = job;
  if (isOnDevice(job)) return resultIds.length > 0 ? 'cancelledRemoveKept' : 'cancelledRemove';
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
  // For what lies inside of the user's own network no lasting permission is offered.
  if (url === undefined || job.error?.code === 'answer-leads-inside') return null;
  if (isForeignPrivate(url, job.server?.baseUrl ?? '')) return null;
  const finish = () => void finishAnew(services, job).catch(model.showError);
  return <AllowServerButton baseUrl={url} onAllowed={finish} />;
}

/**
 * After a server of the user's own could not be reached: most often it sends no CORS headers, and access to it mends
 * that. Only where that is not given yet; nothing was billed.
 */
function AllowAndRetry({
  job,
  services,
  model,
}: Pick<JobOutcomeProps, 'job' | 'services' | 'model'>) {
  const { baseUrl } = services.connection.current.value;
  const isOwn =
    job.error?.code === 'server-unreachable' && URL.canParse(baseUrl) && !isOfficial(baseUrl);
  const mayHelp = useSignal(false);
  useEffect(() => {
    mayHelp.value = false;
    if (isOwn)
      void hasSiteAccess(baseUrl).then((has) => {
        mayHelp.value = !has;
      });
  }, [isOwn, baseUrl]);
  if (!mayHelp.value) return null;
  const retry = async () => {
    // First: browsers ask only right after a click.
    if (await requestSiteAccess(baseUrl)) await tryAgain(services, job);
  };
  return (
    <PaidButton
      label={t('allowAndRetry', new URL(baseUrl).host)}
      price={priceAgain(job)}
      onClick={() => void retry().catch(model.showError)}
    />
  );
}

/** How an ended job went: what it cost and left untouched, or why it has no result. Empty while it runs. */
export function JobOutcome(props: JobOutcomeProps) {
  const { job, result, services, model, named } = props;
  if (job.error && !isRunning(job.state))
    return (
      <Alert
        error={{ requestId: job.requestId, ...job.error }}
        about={named && job.prompt}
        onClose={() =>
          void services.library.jobs.update(job.id, { isDismissed: true }).catch(model.showError)
        }
      >
        <MendButton services={services} code={job.error.code} />
        {job.error.code === 'model-not-found' && <UseDefaultModel services={services} job={job} />}
        {!!job.answers?.length && <p>{costText(job)}</p>}
        <AllowPicture job={job} services={services} model={model} />
        <AllowAndRetry job={job} services={services} model={model} />
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
  const counted = countedText(result);
  const isExact = result?.changedOutside?.changed === 0;
  return (
    <p class="outcome" role="status" title={counted}>
      {successText(job, result)}
      {isExact && <span class="visually-hidden"> ({counted})</span>}
    </p>
  );
}

interface RetryButtonProps {
  readonly job: JobRecord;
  readonly services: PanelServices;
  readonly model: PanelModel;
}

/** Jobs that ended without a result can be started once more, by one click, unless they lack a picture for good. */
const canBeRetried = ({ state, error }: JobRecord): boolean =>
  (state === 'failed' && error?.code !== 'reference-gone') || state === 'interrupted';

/** What the same costs once more: as it was estimated. */
export function priceAgain(job: JobRecord): Price | undefined {
  const { estimatedUsd } = job;
  if (isOnDevice(job)) return undefined; // nothing
  return estimatedUsd === undefined ? 'unknown' : { usd: estimatedUsd, certainty: 'about' };
}

/** Says where it would go now, if that is another server than before. */
function againText({ server }: JobRecord, inUse: Connection): string {
  const isSame = !server || server.baseUrl === inUse.baseUrl;
  return isSame ? t('tryAgain') : t('tryAgainAt', nameOf(inUse));
}

/** The way on from a failure: to finish what is paid for already, or else to start once more. */
function RetryButton({ job, services, model }: RetryButtonProps) {
  if (!canBeFinished(job)) {
    if (!canBeRetried(job)) return null;
    const again = () => void tryAgain(services, job).catch(model.showError);
    const label = againText(job, services.connection.current.value);
    return <PaidButton label={label} price={priceAgain(job)} onClick={again} />;
  }
  const finish = () => void finishAnew(services, job).catch(model.showError);
  return (
    <button type="button" class="button" title={t('finishJobHint')} onClick={finish}>
      {job.error?.code === 'answer-leads-inside'
        ? t('fetchFromThere', ...(job.error.substitutions ?? []))
        : t('finishJob')}
    </button>
  );
}

/** An edit once more, with less around the mask. */
export interface RetryTighter {
  /** About what it costs; undefined where there is nothing to leave out. */
  price(): Price | undefined;
  start(): void;
}

interface UnfitAnswerProps {
  readonly job: JobRecord;
  readonly services: PanelServices;
  readonly model: PanelModel;
  readonly retryTighter?: RetryTighter | undefined;
}

/** The ways on from an answer that could not be put into the image: take all or part of it as it is, or try again. */
function UnfitAnswer({ job, services, model, retryTighter }: UnfitAnswerProps) {
  if (job.kind !== 'edit' || !job.answers?.length) return null;
  if (job.error?.code === 'answer-undecodable') return null;
  const take = () => void takeWholeAnswer(services.library, job).catch(model.showError);
  const paste = () => void pasteAnyway(services, job).catch(model.showError);
  const price = job.error?.code === 'answer-reframed' ? retryTighter?.price() : undefined;
  return (
    <>
      <button type="button" class="button" title={t('useWholeAnswerHint')} onClick={take}>
        {t('useWholeAnswer')}
      </button>
      {canBePasted(job) && (
        <button type="button" class="button" title={t('pasteAnywayHint')} onClick={paste}>
          {t('pasteAnyway')}
        </button>
      )}
      {retryTighter && price && (
        <PaidButton
          label={t('retryTighter')}
          price={price}
          hint={t('retryTighterHint')}
          onClick={retryTighter.start}
        />
      )}
    </>
  );
}

interface UseDefaultModelProps {
  readonly services: PanelServices;
  readonly job: JobRecord;
}

/** After a job whose model the server does not have: chooses ours. Nothing where another one is chosen already. */
function UseDefaultModel({ services, job }: UseDefaultModelProps) {
  const { connection, serverModels, editOptions, generateOptions } = services;
  const [options, model] =
    job.kind === 'edit'
      ? [editOptions, defaultModels.edits]
      : [generateOptions, defaultModels.generations];
  const listed = serverModels.current.value.byServer[connection.current.value.baseUrl]?.models;
  const chosen = options.current.value.model;
  const isSaidBelow = endsSoon(stateOn(chosen, listed));
  if (chosen !== job.options.model || chosen === model || isSaidBelow) return null;
  return (
    <button type="button" class="button" onClick={() => switchModel(options, model)}>
      {t('useModel', model)}
    </button>
  );
}

interface AllowServerButtonProps {
  readonly baseUrl: string;
  onAllowed(): void;
}

/** Asks for access to the user's own server: without it, one that sends no CORS headers is out of reach. */
export function AllowServerButton({ baseUrl, onAllowed }: AllowServerButtonProps) {
  if (!URL.canParse(baseUrl)) return null;
  const allow = () =>
    requestSiteAccess(baseUrl).then((allowed) => {
      if (allowed) onAllowed();
    });
  return (
    <button type="button" class="button" onClick={() => void allow()}>
      {t('allowServer', new URL(baseUrl).host)}
    </button>
  );
}
