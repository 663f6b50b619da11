import type { ErrorCode } from '../../utils/base/errors';
import { t } from '../../utils/base/i18n';
import type { PanelServices } from '../session/services';

interface MendButtonProps {
  readonly services: PanelServices;
  readonly code: ErrorCode;
}

/** Failures that are mended in the settings. */
const bySettings: ReadonlySet<ErrorCode> = new Set([
  'key-missing',
  'key-malformed',
  'key-locked',
  'monthly-limit-reached',
  'key-wrong',
  'base-url-invalid',
  'server-unreachable',
  'connection-broken',
  'not-an-images-api',
  'mask-rejected',
  'server-removed',
]);

/** Failures that are mended by another model, size or part. */
const byOptions: ReadonlySet<ErrorCode> = new Set([
  'access-denied',
  'organization-unverified',
  'mask-empty',
  'marks-not-taken',
  'marks-refused',
  'model-missing',
  'model-not-found',
  'answer-empty',
  'reference-gone',
]);

/** Leads to where a failure is mended; nothing where that is elsewhere. */
export function MendButton({ services, code }: MendButtonProps) {
  if (bySettings.has(code)) return <OpenSettingsButton services={services} />;
  if (!byOptions.has(code)) return null;
  const open = async () => {
    await services.panel.change({ moreOptionsOpen: true });
    document.querySelector('.more-line')?.scrollIntoView({ block: 'start' });
  };
  return (
    <button type="button" class="button" onClick={() => void open()}>
      {t('openOptions')}
    </button>
  );
}

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
