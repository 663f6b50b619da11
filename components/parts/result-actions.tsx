import './result-actions.css';
import { Copy, Trash2 } from 'lucide';
import { t } from '../../utils/base/i18n';
import { copyDraft } from '../../utils/library/drafts';
import type { ImageRecord } from '../../utils/library/records';
import { type Price, usdOf } from '../../utils/money/expected-price';
import { copyImage, downloadImage } from '../session/download-image';
import type { PanelModel } from '../session/panel-model';
import { priceOf } from '../session/prices';
import type { PanelServices } from '../session/services';
import { startJob } from '../session/start-job';
import { variationsOf, variationsQuestion } from '../session/variations';
import { HoldButton } from '../ui/hold-button';
import { IconButton } from '../ui/icon-button';
import { PaidButton } from './money';

interface ResultActionsProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
  readonly result: ImageRecord;
}

/** What can be done with a result. */
export function ResultActions({ services, model, result }: ResultActionsProps) {
  const { id, parentId } = result;
  const giveDraft = async () => {
    if (parentId) await copyDraft(services.library, parentId, id);
  };
  return (
    <div class="result-actions">
      <button
        type="button"
        class="button primary"
        onClick={() => void downloadImage(services, result).catch(model.showError)}
      >
        {t('download')}
      </button>
      {parentId && (
        <HoldButton label={t('compare')} title={t('compareHint')} held={model.comparing} />
      )}
      <button type="button" class="button" onClick={() => model.openImage(id, giveDraft)}>
        {t('editThis')}
      </button>
      <IconButton
        icon={Copy}
        label={t('copy')}
        onClick={() => void copyImage(result).catch(model.showError)}
      />
      <IconButton icon={Trash2} label={t('delete')} onClick={() => model.deleteImage(id)} />
    </div>
  );
}

interface VariationsButtonProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
  readonly image: ImageRecord;
}

/** Makes pictures like this one: it says for about how much, its tooltip also how many. */
export function VariationsButton({ services, model, image }: VariationsButtonProps) {
  const job = variationsOf(image, services.editOptions.current.value);
  const price = priceIfAny(() => priceOf(services, 'edit', variationsQuestion(image, job)));
  const start = () => startJob(services, { ...job, estimatedUsd: usdOf(price) });
  return (
    <PaidButton
      quiet
      label={t('variations')}
      price={price}
      hint={t('variationsHint', job.options.variants)}
      onClick={() => model.openImage(image.id, start)}
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
