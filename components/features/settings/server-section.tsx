import { t } from '../../../utils/base/i18n';
import type { Connection } from '../../../utils/server/connection';
import { defaultWaitMinutes, maxWaitMinutes } from '../../../utils/server/connection';
import type { SettingsServices } from '../../session/services';
import { NumberField, Select, TextField } from '../../ui/fields';
import { SecretField } from '../../ui/secret-field';
import { Section } from '../../ui/sections';
import { ProfileChoice } from './profile-choice';

interface ServerSectionProps {
  readonly services: SettingsServices;
  readonly shown: Connection;
  readonly passphrase: string;
  /** While another server is put into use. */
  readonly isSwitching: boolean;
  onSwitch(work: () => Promise<void>): void;
  onType(change: Partial<Connection>): void;
  onPassphrase(passphrase: string): void;
}

/** Several servers, what they are particular about, and where the key is kept. */
export function ServerSection({ services, isSwitching, onSwitch, ...fields }: ServerSectionProps) {
  return (
    <Section title={t('serverAndKey')}>
      <ProfileChoice services={services} onSwitch={onSwitch} />
      <fieldset class="form" disabled={isSwitching}>
        <ServerFields {...fields} />
      </fieldset>
    </Section>
  );
}

type ServerFieldsProps = Omit<ServerSectionProps, 'services' | 'isSwitching' | 'onSwitch'>;

function ServerFields({ shown, onType, ...secret }: ServerFieldsProps) {
  const { name = '', pathForm = 'openai', keyHeader = 'authorization', maskForm = 'mask' } = shown;
  return (
    <>
      <TextField
        label={t('profileName')}
        value={name}
        onInput={(next) => onType({ name: next || undefined })}
      />
      <KeyStorage shown={shown} onType={onType} {...secret} />
      <Select
        label={t('keyHeader')}
        value={keyHeader}
        options={[
          { value: 'authorization', label: 'Authorization: Bearer' },
          { value: 'api-key', label: 'api-key' },
        ]}
        onChange={(next) => onType({ keyHeader: next as Connection['keyHeader'] })}
      />
      <Select
        label={t('pathForm')}
        value={pathForm}
        options={[
          { value: 'openai', label: '/images/edits' },
          { value: 'azure', label: 'Azure: /openai/deployments/…' },
        ]}
        onChange={(next) => onType({ pathForm: next as Connection['pathForm'] })}
      />
      {pathForm === 'azure' && (
        <TextField
          label={t('apiVersion')}
          value={shown.apiVersion ?? ''}
          placeholder="2025-04-01-preview"
          hint={t('apiVersionHint')}
          onInput={(next) => onType({ apiVersion: next.trim() || undefined })}
        />
      )}
      <Select
        label={t('maskForm')}
        value={maskForm}
        options={[
          { value: 'mask', label: 'mask' },
          { value: 'mask_image', label: 'mask_image' },
          { value: 'none', label: t('maskFormNone') },
        ]}
        onChange={(next) => onType({ maskForm: next as Connection['maskForm'] })}
      />
      <NumberField
        label={t('waitMinutes')}
        value={shown.waitMinutes ?? defaultWaitMinutes}
        min={1}
        max={maxWaitMinutes}
        onChange={(waitMinutes) => onType({ waitMinutes })}
      />
      <p class="hint">{t('savedWithSave')}</p>
    </>
  );
}

function KeyStorage({ shown, passphrase, onType, onPassphrase }: ServerFieldsProps) {
  const { keyStorage = 'local' } = shown;
  return (
    <>
      <Select
        label={t('keyStorage')}
        value={keyStorage}
        options={[
          { value: 'local', label: t('keyStorageLocal') },
          { value: 'session', label: t('keyStorageSession') },
          { value: 'passphrase', label: t('keyStoragePassphrase') },
        ]}
        onChange={(next) => onType({ keyStorage: next as Connection['keyStorage'] })}
      />
      {keyStorage === 'passphrase' && (
        <SecretField
          label={t('passphrase')}
          value={passphrase}
          hint={t('passphraseHint')}
          onInput={onPassphrase}
        />
      )}
    </>
  );
}
