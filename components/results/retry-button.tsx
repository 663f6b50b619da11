import { t } from '../../utils/i18n';
import type { Price } from '../../utils/jobs/learned-price';
import { canBeFinished } from '../../utils/jobs/reopen-job';
import type { JobRecord } from '../../utils/library/job-records';
import { nameOf } from '../../utils/settings/profiles';
import type { Connection } from '../../utils/settings/settings';
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

/** Says where it would go now, if that is another server than before. */
function againText({ server }: JobRecord, inUse: Connection): string {
  const isSame = !server || server.baseUrl === inUse.baseUrl;
  return isSame ? t('tryAgain') : t('tryAgainAt', nameOf(inUse));
}

/** The way on from a failure: to finish what is paid for already, or else to start once more. */
export function RetryButton({ job, services, model }: RetryButtonProps) {
  if (!canBeFinished(job)) {
    if (!canBeRetried(job)) return null;
    const again = () => void tryAgain(services, job).catch(model.showError);
    const label = againText(job, services.connection.value.value);
    return <PaidButton label={label} price={priceAgain(job)} onClick={again} />;
  }
  const finish = () => void finishAnew(services, job).catch(model.showError);
  return (
    <button type="button" class="button" title={t('finishJobHint')} onClick={finish}>
      {t('finishJob')}
    </button>
  );
}
