import '../ui/notice.css';
import { useSignal } from '@preact/signals';
import { AppError, type StoredError, toStoredError } from '../../utils/base/errors';
import { t } from '../../utils/base/i18n';
import type { Connection } from '../../utils/server/connection';
import { isLocked } from '../../utils/server/connection';
import { unlockProfile } from '../../utils/settings/profiles';
import { unsealKey } from '../../utils/settings/sealed-key';
import type { Setting } from '../../utils/settings/setting';
import { SecretField } from '../ui/secret-field';
import { Alert } from './alert';

/** Asks for the passphrase of an encrypted key, once in a session. */
export function UnlockKey({ connection }: { readonly connection: Setting<Connection> }) {
  const passphrase = useSignal('');
  const error = useSignal<StoredError | undefined>(undefined);
  const locked = connection.current.value;
  const { sealedKey, baseUrl } = locked;
  if (!sealedKey || !isLocked(locked)) return null;
  const unlock = async () => {
    error.value = undefined;
    try {
      const apiKey = await unsealKey(sealedKey, passphrase.value, baseUrl);
      if (apiKey === undefined) throw new AppError('passphrase-wrong');
      // Another server may be in use by now: this takes a moment.
      await unlockProfile(locked, apiKey);
      await connection.reload();
      passphrase.value = '';
    } catch (caught) {
      error.value = toStoredError(caught);
    }
  };
  return (
    <form
      class="notice"
      onSubmit={(event) => {
        event.preventDefault();
        void unlock();
      }}
    >
      <SecretField
        label={t('unlockWith')}
        value={passphrase.value}
        onInput={(text) => {
          passphrase.value = text;
        }}
      />
      {error.value && <Alert error={error.value} />}
      <div class="alert-actions">
        <button type="submit" class="button">
          {t('unlock')}
        </button>
      </div>
    </form>
  );
}
