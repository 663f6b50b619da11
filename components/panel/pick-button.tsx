import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { browser } from 'wxt/browser';
import { sendCommand } from '../../utils/commands';
import { AppError } from '../../utils/errors';
import { t } from '../../utils/i18n';

interface TabAddress {
  readonly tabId: number;
  readonly windowId: number;
}

async function currentTab(): Promise<TabAddress> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  if (tab?.id === undefined) throw new AppError('page-closed-to-extensions');
  return { tabId: tab.id, windowId: tab.windowId };
}

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
