import { t } from '../../utils/i18n';
import type { PriceEstimate } from '../../utils/images-api/price';
import { expectedUsd } from '../../utils/jobs/learned-price';
import { variationsOf, variationsQuestion } from '../../utils/jobs/variations';
import type { ImageRecord } from '../../utils/library/records';
import type { PanelModel } from '../panel/panel-model';
import type { PanelServices } from '../panel/services';
import { startJob } from '../panel/start-job';
import { formatEstimate } from '../ui/cost';

interface VariationsButtonProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
  readonly image: ImageRecord;
  /** Without a frame, in lists. */
  readonly quiet?: boolean;
}

/** Makes pictures like this one: its tooltip says how many and for about how much. */
export function VariationsButton({ services, model, image, quiet }: VariationsButtonProps) {
  const job = variationsOf(image, services.editOptions.value.value);
  const estimate = estimateOf(() =>
    expectedUsd('edit', variationsQuestion(image, job), services.pastPrices.value),
  );
  const start = async () => {
    await startJob(services, { ...job, estimatedUsd: estimate?.usd });
    model.openImage(image.id);
  };
  const price = estimate ? ` (${t('costAbout', formatEstimate(estimate))})` : '';
  return (
    <button
      type="button"
      class={quiet ? 'button quiet' : 'button'}
      title={t('variationsHint', job.options.variants) + price}
      onClick={() => void start().catch(model.showError)}
    >
      {t('variations')}
    </button>
  );
}

/** A picture of a shape that no model takes has no price; its job says why. */
function estimateOf(work: () => PriceEstimate | undefined): PriceEstimate | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
