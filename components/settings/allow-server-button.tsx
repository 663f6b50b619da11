import { t } from '../../utils/i18n';
import { requestServerAccess } from '../../utils/settings/server-access';

interface AllowServerButtonProps {
  readonly baseUrl: string;
  onAllowed(): void;
}

/** Asks for access to the user's own server: without it, one that sends no CORS headers is out of reach. */
export function AllowServerButton({ baseUrl, onAllowed }: AllowServerButtonProps) {
  if (!URL.canParse(baseUrl)) return null;
  const allow = () =>
    requestServerAccess(baseUrl).then((allowed) => {
      if (allowed) onAllowed();
    });
  return (
    <button type="button" class="button" onClick={() => void allow()}>
      {t('allowServer', new URL(baseUrl).host)}
    </button>
  );
}
