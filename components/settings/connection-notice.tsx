import { t } from '../../utils/i18n';
import { isLocked, isOfficial } from '../../utils/images-api/connection';
import { keysPage } from '../../utils/images-api/help-links';
import type { PanelServices } from '../panel/services';
import { OpenSettingsButton } from './open-settings-button';
import { UnlockKey } from './unlock-key';
import '../ui/notice.css';

const officialWithoutKey = (apiKey: string, baseUrl: string): boolean =>
  apiKey.trim() === '' && URL.canParse(baseUrl) && isOfficial(baseUrl);

/** For someone without a key: what is needed, and where to get it. Everything else works already. */
export function ConnectionNotice({ services }: { readonly services: PanelServices }) {
  const { apiKey, baseUrl } = services.connection.value.value;
  if (isLocked(services.connection.value.value))
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
