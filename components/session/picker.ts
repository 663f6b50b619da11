import { type ReadonlySignal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { AppError } from '../../utils/base/errors';
import { sendCommand } from '../../utils/commands';
import type { TabAddress } from '../../utils/library/records';
import { currentTab } from './panel-model';

interface Picker {
  /** The tab in which the user is picking. */
  readonly picking: ReadonlySignal<TabAddress | undefined>;
  /** Starts the picker in the tab beside the panel, or ends it. */
  toggle(): void;
}

/**
 * The image picker as a button has it: pressed again, or by Esc, it ends.
 * @param pick asks the background; rejects where that cannot be done
 */
export function usePicker(
  pick: (tab: TabAddress) => Promise<void>,
  onError: (error: unknown) => void,
): Picker {
  const picking = useSignal<TabAddress | undefined>(undefined);
  const leave = () => {
    if (picking.value) void sendCommand('leave-picker', picking.value);
  };
  const start = async () => {
    try {
      const tab = await currentTab();
      if (!tab) throw new AppError('page-closed-to-extensions');
      picking.value = tab;
      await pick(tab);
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
  return { picking, toggle: () => (picking.value ? leave() : void start()) };
}
