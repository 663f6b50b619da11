import '../ui/notice.css';
import { t } from '../../utils/base/i18n';
import type { JobOptions } from '../../utils/plan/options';
import { isLocked, isOfficial, keysPage } from '../../utils/server/connection';
import { stateOn } from '../../utils/server/knowledge';
import { endsSoon } from '../../utils/server/models';
import type { Setting } from '../../utils/settings/setting';
import type { PanelServices } from '../session/services';
import { switchModel } from '../session/switch-model';
import { OpenSettingsButton } from './mend-button';
import { UnlockKey } from './unlock-key';

interface ModelNoticeProps {
  readonly services: Pick<PanelServices, 'connection' | 'serverModels'>;
  readonly options: Setting<JobOptions>;
  /** The model that is offered instead. */
  readonly newerModel: string;
}

/** Says that the chosen model soon ends or has ended, with the way to a newer one. Nothing for all others. */
export function ModelNotice({ services, options, newerModel }: ModelNoticeProps) {
  const { connection, serverModels } = services;
  const { model } = options.current.value;
  const listed = serverModels.current.value.byServer[connection.current.value.baseUrl]?.models;
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

const officialWithoutKey = (apiKey: string, baseUrl: string): boolean =>
  apiKey.trim() === '' && URL.canParse(baseUrl) && isOfficial(baseUrl);

/** For someone without a key: what is needed, and where to get it. Everything else works already. */
export function ConnectionNotice({ services }: { readonly services: PanelServices }) {
  const { apiKey, baseUrl } = services.connection.current.value;
  if (isLocked(services.connection.current.value))
    return <UnlockKey connection={services.connection} />;
  if (!services.connection.isLoaded.value || !officialWithoutKey(apiKey, baseUrl)) return null;
  return (
    <div class="notice">
      <p>{t('keyNeeded')}</p>
      <div class="alert-actions">
        <OpenSettingsButton services={services} />
        <a class="button" href={keysPage} target="_blank" rel="noreferrer">
          {t('getKey')}
        </a>
      </div>
    </div>
  );
}
