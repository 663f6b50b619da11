import { t } from '../../utils/i18n';
import type { Price } from '../../utils/jobs/learned-price';
import { canBeFinished } from '../../utils/jobs/reopen-job';
import type { JobRecord } from '../../utils/library/records';
import type { PanelModel } from '../panel/panel-model';
import type { PanelServices } from '../panel/services';
import { finishAnew, tryAgain } from '../panel/start-job';
import { PaidButton } from '../ui/paid-button';

interface RetryButtonProps {
  readonly job: JobRecord;
  readonly services: PanelServices;
  readonly model: PanelModel;
}

/** Jobs that ended without a result can be started once more, by one click, unless they lack a picture for good. */
const canBeRetried = ({ state, error }: JobRecord): boolean =>
  (state === 'failed' && error?.code !== 'reference-gone') || state === 'interrupted';

/** What the same costs once more: as it was estimated. */
const priceAgain = ({ estimatedUsd }: JobRecord): Price =>
  estimatedUsd === undefined ? 'unknown' : { usd: estimatedUsd, certainty: 'about' };

/** The way on from a failure: to finish what is paid for already, or else to start once more. */
export function RetryButton({ job, services, model }: RetryButtonProps) {
  if (!canBeRetried(job)) return null;
  if (!canBeFinished(job)) {
    const again = () => void tryAgain(services, job).catch(model.showError);
    return <PaidButton label={t('tryAgain')} price={priceAgain(job)} onClick={again} />;
  }
  const finish = () => void finishAnew(services, job).catch(model.showError);
  return (
    <button type="button" class="button" title={t('finishJobHint')} onClick={finish}>
      {t('finishJob')}
    </button>
  );
}
