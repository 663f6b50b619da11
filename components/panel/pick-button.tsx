import { sendCommand } from '../../utils/commands';
import { AppError } from '../../utils/errors';
import { t } from '../../utils/i18n';
import { usePicker } from './use-picker';

interface PickButtonProps {
  onError(error: unknown): void;
}

/** Starts the image picker in the tab beside the panel; pressed again, or by Esc, ends it. */
export function PickButton({ onError }: PickButtonProps) {
  const { picking, toggle } = usePicker(async (tab) => {
    const { error } = await sendCommand('pick-on-page', tab);
    if (error) throw new AppError(error.code, { details: error });
  }, onError);
  return (
    <>
      <button type="button" class="button primary" onClick={toggle}>
        {t(picking.value ? 'stopPicking' : 'pickOnPage')}
      </button>
      {picking.value && (
        <p class="hint" role="status">
          {t('pickingOnPage')}
        </p>
      )}
    </>
  );
}
