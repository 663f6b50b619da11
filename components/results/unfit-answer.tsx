import { t } from '../../utils/i18n';
import type { Price } from '../../utils/jobs/learned-price';
import { takeWholeAnswer } from '../../utils/jobs/take-whole-answer';
import type { JobRecord } from '../../utils/library/job-records';
import type { PanelModel } from '../panel/panel-model';
import type { PanelServices } from '../panel/services';
import { PaidButton } from '../ui/paid-button';

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

/** The ways on from an answer that could not be put into the image: take it as it is, or try again. */
export function UnfitAnswer({ job, services, model, retryTighter }: UnfitAnswerProps) {
  if (job.kind !== 'edit' || !job.answers?.length) return null;
  if (job.error?.code === 'answer-undecodable') return null;
  const take = () => void takeWholeAnswer(services.library, job).catch(model.showError);
  const price = job.error?.code === 'answer-reframed' ? retryTighter?.price() : undefined;
  return (
    <>
      <button type="button" class="button" title={t('useWholeAnswerHint')} onClick={take}>
        {t('useWholeAnswer')}
      </button>
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
