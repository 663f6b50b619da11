import { t } from '../../utils/i18n';
import type { PanelServices } from '../panel/services';

/** Brings up the settings in the panel. */
export function OpenSettingsButton({ services }: { readonly services: PanelServices }) {
  return (
    <button
      type="button"
      class="button"
      onClick={() => {
        services.settingsOpen.value = true;
      }}
    >
      {t('enterKey')}
    </button>
  );
}
