import { t } from '../../../utils/base/i18n';
import { emptyDrawing } from '../../../utils/drawing/steps';
import { repeatWish } from '../../../utils/library/drafts';
import type { EditJob } from '../../../utils/library/jobs';
import type { ImageRecord } from '../../../utils/library/records';
import { priceAgain } from '../../parts/job-outcome';
import { PaidButton } from '../../parts/money';
import { VariationsButton } from '../../parts/result-actions';
import type { PanelModel } from '../../session/panel-model';
import type { PanelServices } from '../../session/services';
import { tryAgain } from '../../session/start-job';
import { focusPrompt } from '../../ui/prompt-box';

interface MoreOfItProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
  readonly image: ImageRecord;
  /** The edit that made it; undefined for a picture made from text, and where what it was made from is gone. */
  readonly maker: EditJob | undefined;
}

/** The ways on from a result that need no new wish. */
export function MoreOfIt({ services, model, image, maker }: MoreOfItProps) {
  return (
    <div class="ways-on">
      {maker && (
        <>
          {!maker.options.cutOut && ( // the same cut-out would come again
            <PaidButton
              quiet
              label={t('anotherTry')}
              price={priceAgain(maker)}
              hint={t('anotherTryHint')}
              onClick={() => model.openImage(maker.imageId, () => tryAgain(services, maker))}
            />
          )}
          {maker.drawing !== emptyDrawing && (
            <button
              type="button"
              class="button quiet"
              title={t('sameMaskHint')}
              onClick={() => {
                void repeatWish(services.library, maker, image.id).catch(model.showError);
                focusPrompt();
              }}
            >
              {t('sameMask')}
            </button>
          )}
        </>
      )}
      <VariationsButton services={services} model={model} image={image} />
    </div>
  );
}
