import type { Signal } from '@preact/signals';
import { useId } from 'preact/hooks';
import { t } from '../../../utils/base/i18n';
import type { CutOut } from '../../../utils/plan/options';
import type { EditSession } from '../../session/edit-session';
import { ChoiceNotice } from '../../ui/choice-notice';

interface CutOutProps {
  readonly session: EditSession;
  /** Whether the ways to cut out are offered. */
  readonly asksHow: Signal<boolean>;
}

/** Offers the ways to cut out what is painted; without a mask it leads to the stage, by keys, too. */
export function CutOutButton({ session, asksHow, onMissing }: CutOutProps & { onMissing(): void }) {
  const id = useId();
  const hasMask = session.hasMask.value;
  return (
    <button
      type="button"
      class="button quiet paid"
      aria-label={t('cutOut')}
      aria-describedby={id}
      aria-expanded={asksHow.value && hasMask}
      title={t('cutOutHint')}
      onClick={() => {
        if (!hasMask) onMissing();
        asksHow.value = hasMask && !asksHow.peek();
      }}
    >
      {t('cutOut')}
      <span id={id} class="cost">
        {t(hasMask ? 'cutOutFree' : 'missingMask')}
      </span>
    </button>
  );
}

/** What may become of the picture; each is a result of its own. */
export function CutOutWays({ session, asksHow }: CutOutProps) {
  if (!asksHow.value || !session.hasMask.value) return null;
  const ways: readonly (readonly [CutOut, string])[] = [
    ['keep', t('cutOutKeep')],
    ['clear', t('cutOutClear')],
    ['white', t('cutOutWhite')],
    ['blur', t('cutOutBlur')],
  ];
  return (
    <ChoiceNotice question={t('cutOutHow')}>
      {ways.map(([how, label]) => (
        <button
          key={how}
          type="button"
          class="button"
          onClick={() => {
            asksHow.value = false;
            void session.cutOut(how);
          }}
        >
          {label}
        </button>
      ))}
    </ChoiceNotice>
  );
}
