import './get-original-button.css';
import { useSignal } from '@preact/signals';
import { AppError } from '../../../utils/base/errors';
import { t } from '../../../utils/base/i18n';
import { requestSiteAccess } from '../../../utils/base/site-access';
import { sendCommand } from '../../../utils/commands';
import type { PageContext } from '../../../utils/library/records';

interface GetOriginalButtonProps {
  readonly workspaceId: string;
  readonly page: PageContext;
  /** The image whose place the original takes. */
  readonly imageId?: string;
  onError(error: unknown): void;
}

/** Asks for access to the one site that has the file, then takes it. Nothing where no site has one. */
export function GetOriginalButton(props: GetOriginalButtonProps) {
  const { workspaceId, page, imageId, onError } = props;
  const isBusy = useSignal(false);
  const url = page.imageUrl;
  if (!url) return null;
  const { host } = new URL(url);
  const get = async () => {
    isBusy.value = true;
    try {
      // First: browsers ask only right after a click.
      const isGranted = await requestSiteAccess(url);
      if (!isGranted)
        throw new AppError('permission-refused', { details: { substitutions: [host] } });
      const { error } = await sendCommand('get-file', { url, page, imageId, workspaceId });
      if (error) throw new AppError(error.code, { details: error });
    } catch (error) {
      onError(error);
    } finally {
      isBusy.value = false;
    }
  };
  return (
    <button
      type="button"
      class="button get-original"
      disabled={isBusy.value}
      onClick={() => void get()}
    >
      {t('getOriginal', host)}
    </button>
  );
}
