import { t } from '../../utils/i18n';
import { type Price, usdOf } from '../../utils/jobs/learned-price';
import { variationsOf, variationsQuestion } from '../../utils/jobs/variations';
import type { ImageRecord } from '../../utils/library/records';
import type { PanelModel } from '../panel/panel-model';
import { priceOf } from '../panel/price-of';
import type { PanelServices } from '../panel/services';
import { startJob } from '../panel/start-job';
import { PaidButton } from '../ui/paid-button';

interface VariationsButtonProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
  readonly image: ImageRecord;
}

/** Makes pictures like this one: it says for about how much, its tooltip also how many. */
export function VariationsButton({ services, model, image }: VariationsButtonProps) {
  const job = variationsOf(image, services.editOptions.value.value);
  const price = priceIfAny(() => priceOf(services, 'edit', variationsQuestion(image, job)));
  const start = async () => {
    await startJob(services, { ...job, estimatedUsd: usdOf(price) });
    model.openImage(image.id);
  };
  return (
    <PaidButton
      quiet
      label={t('variations')}
      price={price}
      hint={t('variationsHint', job.options.variants)}
      onClick={() => void start().catch(model.showError)}
    />
  );
}

/** A picture of a shape that no model takes has no price; its job says why. */
function priceIfAny(work: () => Price): Price | undefined {
  try {
    return work();
  } catch {
    return undefined;
  }
}
