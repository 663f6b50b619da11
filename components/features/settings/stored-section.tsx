import { useSignal } from '@preact/signals';
import { type StoredError, toStoredError } from '../../../utils/base/errors';
import { t } from '../../../utils/base/i18n';
import { deleteEverything } from '../../../utils/library/forget-images';
import { Alert } from '../../parts/alert';
import type { SettingsServices } from '../../session/services';
import { Checkbox } from '../../ui/fields';
import { Section } from '../../ui/sections';

/** Where images, masks and prompts are, and the way to be rid of them all at once: in two steps, as there is none back. */
export function StoredSection({ services }: { readonly services: SettingsServices }) {
  const { library, privacy } = services;
  const step = useSignal<'idle' | 'asking' | 'done'>('idle');
  const error = useSignal<StoredError | undefined>(undefined);
  const clear = async () => {
    error.value = undefined;
    try {
      await deleteEverything(library);
      step.value = 'done';
    } catch (caught) {
      error.value = toStoredError(caught);
    }
  };
  const turnTo = (next: 'idle' | 'asking') => () => {
    step.value = next;
  };
  return (
    <Section title={t('stored')}>
      <p class="hint">{t('storedHint')}</p>
      <Checkbox
        label={t('keepsPrivate')}
        checked={privacy.current.value.keepsPrivate}
        onChange={(keepsPrivate) => void privacy.change({ keepsPrivate })}
      />
      <p class="hint">{t('keepsPrivateHint')}</p>
      {step.value === 'asking' ? (
        <div class="form-run">
          <button type="button" class="button" onClick={() => void clear()}>
            {t('deleteForGood')}
          </button>
          {/* Where the first button was: a double click deletes nothing. */}
          <button type="button" class="button" onClick={turnTo('idle')}>
            {t('keepEverything')}
          </button>
        </div>
      ) : (
        <div class="form-run">
          <button type="button" class="button" onClick={turnTo('asking')}>
            {t('deleteEverything')}
          </button>
        </div>
      )}
      <p class="outcome" role="status">
        {step.value === 'done' && t('everythingDeleted')}
      </p>
      {error.value && <Alert error={error.value} />}
    </Section>
  );
}
