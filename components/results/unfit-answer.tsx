import { t } from '../../utils/i18n';
import { takeWholeAnswer } from '../../utils/jobs/take-whole-answer';
import type { JobRecord } from '../../utils/library/records';
import type { PanelModel } from '../panel/panel-model';
import type { PanelServices } from '../panel/services';

interface UnfitAnswerProps {
  readonly job: JobRecord;
  readonly services: PanelServices;
  readonly model: PanelModel;
  /** Starts the edit once more, with less around the mask. */
  readonly onRetryTighter?: (() => void) | undefined;
}

/** The ways on from an answer that could not be put into the image: take it as it is, or try again. */
export function UnfitAnswer({ job, services, model, onRetryTighter }: UnfitAnswerProps) {
  if (job.kind !== 'edit' || !job.answers?.length) return null;
  const take = () => void takeWholeAnswer(services.library, job).catch(model.showError);
  return (
    <>
      <button type="button" class="button" title={t('useWholeAnswerHint')} onClick={take}>
        {t('useWholeAnswer')}
      </button>
      {onRetryTighter && job.error?.code === 'answer-reframed' && (
        <button type="button" class="button" title={t('retryTighterHint')} onClick={onRetryTighter}>
          {t('retryTighter')}
        </button>
      )}
    </>
  );
}
