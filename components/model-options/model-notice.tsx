import { t } from '../../utils/i18n';
import { endsSoon } from '../../utils/images-api/models';
import { stateOn } from '../../utils/images-api/offered-models';
import type { JobOptions } from '../../utils/library/job-records';
import type { Setting } from '../../utils/settings/setting';
import type { PanelServices } from '../panel/services';
import { switchModel } from './switch-model';
import '../ui/notice.css';

interface ModelNoticeProps {
  readonly services: Pick<PanelServices, 'connection' | 'serverModels'>;
  readonly options: Setting<JobOptions>;
  /** The model that is offered instead. */
  readonly newerModel: string;
}

/** Says that the chosen model soon ends or has ended, with the way to a newer one. Nothing for all others. */
export function ModelNotice({ services, options, newerModel }: ModelNoticeProps) {
  const { connection, serverModels } = services;
  const { model } = options.value.value;
  const listed = serverModels.value.value.byServer[connection.value.value.baseUrl]?.models;
  const state = stateOn(model, listed);
  if (!endsSoon(state)) return null;
  return (
    <div class="notice" data-testid="model-notice">
      <p>
        {state.kind === 'closing'
          ? t('modelEndsWarning', model, state.date)
          : t('modelGone', model)}
      </p>
      {model !== newerModel && (
        <div class="alert-actions">
          <button type="button" class="button" onClick={() => switchModel(options, newerModel)}>
            {t('useModel', newerModel)}
          </button>
        </div>
      )}
    </div>
  );
}
