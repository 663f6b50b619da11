import { computed, effect, type ReadonlySignal } from '@preact/signals';
import type { PanelState } from './panel-state';
import type { PanelServices } from './services';

/** How long a job may look as if it ran after its background was killed, ms. */
const intervalMs = 5_000;

/**
 * While a job or a capture is shown as running, asks the background to look after it: one that was killed hears
 * nothing and wakes by the question. Returns how to stop that.
 */
export function checksJobs(
  state: ReadonlySignal<PanelState | undefined>,
  { sendCommand }: Pick<PanelServices, 'sendCommand'>,
): () => void {
  const waiting = computed(() => {
    const { running = [], capture } = state.value ?? {};
    return running.length > 0 || capture?.state === 'running';
  });
  return effect(() => {
    if (!waiting.value) return undefined;
    const check = () => void sendCommand('check-jobs', {}).catch(console.warn);
    check();
    const timer = setInterval(check, intervalMs);
    return () => clearInterval(timer);
  });
}
