import { imageFileName } from '../../utils/base/file-name';
import { t } from '../../utils/base/i18n';
import type { PanelModel } from '../session/panel-model';
import type { PanelServices } from '../session/services';
import { saveFile } from '../ui/save-file';

interface HeldAnswersProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
}

/** Pictures that are paid for and found no room in the library: how to have them all the same. */
export function HeldAnswersNotice({ services, model }: HeldAnswersProps) {
  return services.heldAnswers.jobIds.value.map((jobId) => (
    <div key={jobId} class="alert" role="alert" data-code="answer-held">
      <p class="alert-cause">{t('answerHeld')}</p>
      <p>{t('answerHeldNext')}</p>
      <div class="alert-actions">
        <button
          type="button"
          class="button"
          onClick={() => void download(services, jobId).catch(model.showError)}
        >
          {t('downloadAnswer')}
        </button>
      </div>
    </div>
  ));
}

async function download({ library, heldAnswers }: PanelServices, jobId: string): Promise<void> {
  const job = await library.jobs.get(jobId);
  for (const picture of await heldAnswers.picturesOf(jobId)) {
    const [, extension = 'png'] = picture.type.split('/');
    saveFile(picture, imageFileName({ pageTitle: job?.prompt }, extension.replace('jpeg', 'jpg')));
  }
}
