import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { sendCommand } from '../../utils/commands';
import { AppError } from '../../utils/errors';
import { t } from '../../utils/i18n';
import type { TabAddress } from '../../utils/library/records';
import { currentTab } from './current-tab';

interface PickButtonProps {
  onError(error: unknown): void;
}

/** Starts the image picker in the tab beside the panel; pressed again, or by Esc, ends it. */
export function PickButton({ onError }: PickButtonProps) {
  const picking = useSignal<TabAddress | undefined>(undefined);
  const leave = () => {
    if (picking.value) void sendCommand('leave-picker', picking.value);
  };
  const pick = async () => {
    try {
      const tab = await currentTab();
      if (!tab) throw new AppError('page-closed-to-extensions');
      picking.value = tab;
      const { error } = await sendCommand('pick-on-page', tab);
      if (error) throw new AppError(error.code, { details: error });
    } catch (error) {
      onError(error);
    } finally {
      picking.value = undefined;
    }
  };
  // The keyboard's focus may have stayed in the panel.
  useEffect(() => {
    const onKey = ({ key }: KeyboardEvent) => {
      if (key === 'Escape') leave();
    };
    document.addEventListener('keydown', onKey);
    return () => document.removeEventListener('keydown', onKey);
  }, []);
  return (
    <>
      <button
        type="button"
        class="button primary"
        onClick={() => (picking.value ? leave() : void pick())}
      >
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
