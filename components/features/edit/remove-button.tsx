import type { Signal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { t } from '../../../utils/base/i18n';
import { checkConnection } from '../../../utils/server/connection';
import { PaidButton } from '../../parts/money';
import type { EditSession } from '../../session/edit-session';
import type { PanelServices } from '../../session/services';
import { ChoiceNotice } from '../../ui/choice-notice';
import { Checkbox } from '../../ui/fields';

interface RemoveProps {
  readonly session: EditSession;
}

/** What is missing is painted on the stage; by keys, too. */
function remove(session: EditSession): void {
  if (session.hasMask.peek()) void session.remove();
  else document.querySelector<HTMLElement>('[data-testid=stage]')?.focus();
}

/** Fills what is painted from the rest of the picture: needs no key, no words and no server. */
export function RemoveButton({
  session,
  isPrimary,
}: RemoveProps & { readonly isPrimary: boolean }) {
  const id = useId();
  const hasMask = session.hasMask.value;
  return (
    <button
      type="button"
      class={isPrimary ? 'button primary paid beside' : 'button paid beside'}
      aria-label={t('remove')}
      aria-describedby={id}
      title={t('removeHint')}
      onClick={() => remove(session)}
    >
      {t('remove')}
      <span id={id} class="cost">
        {hasMask ? t('removeFree') : t('missingMask')}
      </span>
    </button>
  );
}

/** The switch that makes each finished stroke a removal. */
export function RemoveAtOnce({
  services: { maskOptions },
}: {
  readonly services: Pick<PanelServices, 'maskOptions'>;
}) {
  return (
    <div title={t('removeAtOnceHint')}>
      <Checkbox
        label={t('removeAtOnce')}
        checked={maskOptions.current.value.removeAtOnce}
        onChange={(removeAtOnce) => void maskOptions.change({ removeAtOnce })}
      />
    </div>
  );
}

/** Whether something is painted and nothing is said: then it is to be removed. */
export const isWordless = ({ hasMask, prompt }: EditSession): boolean =>
  hasMask.value && prompt.value.trim() === '';

/** Whether there is a server and a key; without, `start` says what is missing. */
export function canSend({ connection }: Pick<PanelServices, 'connection'>): boolean {
  try {
    checkConnection(connection.current.value);
    return true;
  } catch {
    return false;
  }
}

/** Starts what is asked for; where no words say what, asks first whether to pay for a removal that may be had for nothing. */
export async function startOrAsk(
  session: EditSession,
  services: Pick<PanelServices, 'connection'>,
  asksHow: Signal<boolean>,
): Promise<void> {
  const asks = isWordless(session) && canSend(services);
  asksHow.value = asks;
  if (!asks) await session.start();
}

/** The two ways to remove what is painted. */
export function RemovalWays({
  session,
  asksHow,
}: RemoveProps & { readonly asksHow: Signal<boolean> }) {
  const choose = (start: () => Promise<void>) => {
    asksHow.value = false;
    void start();
  };
  return (
    <ChoiceNotice question={t('removeHow')} hint={t('removeSends', session.sentPrompt.value)}>
      <button type="button" class="button" onClick={() => choose(session.remove)}>
        {t('removeHere')}
      </button>
      <PaidButton
        label={t('removeByModel')}
        price={session.price.value}
        onClick={() => choose(() => session.start())}
      />
    </ChoiceNotice>
  );
}
