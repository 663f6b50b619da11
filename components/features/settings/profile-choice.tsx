import { useSignal } from '@preact/signals';
import { type StoredError, toStoredError } from '../../../utils/base/errors';
import { t } from '../../../utils/base/i18n';
import { profileId } from '../../../utils/server/connection';
import { exportProfiles, importProfiles } from '../../../utils/settings/profile-file';
import {
  addProfile,
  allProfiles,
  importInto,
  nameOf,
  removeProfile,
  switchProfile,
} from '../../../utils/settings/profiles';
import { Alert } from '../../parts/alert';
import type { SettingsServices } from '../../session/services';
import { DeliberateSelect } from '../../ui/fields';
import { saveText } from '../../ui/save-file';

interface ProfileChoiceProps {
  readonly services: SettingsServices;
  /** Runs what puts another server into use, during which no field takes text: it would go to the server before. */
  onSwitch(work: () => Promise<void>): void;
}

/** Which of several servers is used; new ones; all of them as a file without keys. */
export function ProfileChoice({ services, onSwitch }: ProfileChoiceProps) {
  const { connection, profiles } = services;
  const current = connection.current.value;
  const all = allProfiles(current, profiles.current.value);
  /** The profile that may be removed; another one that is chosen meanwhile is not meant. */
  const asking = useSignal<string | undefined>(undefined);
  const isAsking = asking.value === profileId(current) && all.length > 1;
  const keep = () => {
    asking.value = undefined;
  };
  return (
    <>
      <DeliberateSelect
        label={t('profile')}
        value={profileId(current)}
        options={all.map((entry) => ({ value: profileId(entry), label: nameOf(entry) }))}
        pendingHint={t('enterTakes')}
        onChange={(id) => onSwitch(() => switchProfile(id))}
      />
      <div class="form-run">
        <button
          type="button"
          class="button"
          onClick={() => onSwitch(() => addProfile(t('newProfile')))}
        >
          {t('addProfile')}
        </button>
        {!isAsking && (
          <button
            type="button"
            class="button"
            disabled={all.length === 1}
            onClick={() => {
              asking.value = profileId(current);
            }}
          >
            {t('removeProfile')}
          </button>
        )}
      </div>
      {isAsking && (
        <fieldset class="form-run" aria-label={t('removeProfileSure', nameOf(current))}>
          <p class="hint">{t('removeProfileSure', nameOf(current))}</p>
          {/* Not where the first button was: a double click removes nothing. */}
          <button type="button" class="button" onClick={keep}>
            {t('keepEverything')}
          </button>
          <button
            type="button"
            class="button"
            onClick={() => {
              keep();
              onSwitch(() => removeProfile(profileId(current)));
            }}
          >
            {t('deleteForGood')}
          </button>
        </fieldset>
      )}
      <ProfileFile services={services} />
    </>
  );
}

function ProfileFile({
  services: { connection, profiles },
}: {
  readonly services: SettingsServices;
}) {
  const error = useSignal<StoredError | undefined>(undefined);
  const exported = () =>
    exportProfiles(allProfiles(connection.current.value, profiles.current.value));
  const take = async (file: File | undefined) => {
    error.value = undefined;
    try {
      await importInto(importProfiles(await (file?.text() ?? '')));
      await profiles.reload();
    } catch (caught) {
      error.value = toStoredError(caught);
    }
  };
  return (
    <>
      <div class="form-run">
        <button
          type="button"
          class="button"
          onClick={() => saveText(exported(), 'repaint-servers.json', 'application/json')}
        >
          {t('exportProfiles')}
        </button>
        <label class="button">
          {t('importProfiles')}
          <input
            type="file"
            accept="application/json,.json"
            class="visually-hidden"
            onChange={({ currentTarget }) => void take(currentTarget.files?.[0])}
          />
        </label>
      </div>
      {error.value && <Alert error={error.value} />}
    </>
  );
}
