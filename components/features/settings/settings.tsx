import './settings.css';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { AppError, type StoredError, toStoredError } from '../../../utils/base/errors';
import { type MessageKey, t } from '../../../utils/base/i18n';
import { type ConnectionVerdict, sendCommand } from '../../../utils/commands';
import type { Connection } from '../../../utils/server/connection';
import {
  isSameOrigin,
  isUnprotected,
  keysPage,
  officialBaseUrl,
} from '../../../utils/server/connection';
import { nameOf, saveProfile } from '../../../utils/settings/profiles';
import { Alert } from '../../parts/alert';
import { AllowServerButton } from '../../parts/job-outcome';
import { UnlockKey } from '../../parts/unlock-key';
import type { TypedConnection } from '../../session/connection-draft';
import type { SettingsServices } from '../../session/services';
import { TextField } from '../../ui/fields';
import { SecretField } from '../../ui/secret-field';
import { checkedConnection } from './checked-connection';
import { GrantedSites } from './granted-sites';
import { JobsSection } from './jobs-section';
import { ModelsSection } from './models-section';
import { MoneySection } from './money-section';
import { ServerSection } from './server-section';
import { StoredSection } from './stored-section';

interface SettingsProps {
  readonly services: SettingsServices;
  /** The model whose availability the test looks at. */
  readonly model: string;
}

type Outcome = { readonly text: string } | { readonly error: StoredError };

const keyHints: Readonly<Record<NonNullable<Connection['keyStorage']>, MessageKey>> = {
  local: 'keyHint',
  session: 'keyHintSession',
  passphrase: 'keyHintPassphrase',
};

const verdictKeys: Readonly<Record<ConnectionVerdict['found'], MessageKey>> = {
  server: 'connectionNoList',
  key: 'connectionKeyWorks',
  model: 'connectionWorks',
};

/** All settings. The panel shows them, and the options page does. */
export function Settings({ services, model }: SettingsProps) {
  const form = useConnectionForm(services, model);
  return (
    <div class="form settings">
      <p class="hint">
        {t('keyIntro')}{' '}
        <a href={keysPage} target="_blank" rel="noreferrer">
          {t('getKey')}
        </a>
      </p>
      <UnlockKey connection={services.connection} />
      <ConnectionFields services={services} form={form} />
      <ModelsSection services={services} onAsk={form.test} />
      <MoneySection services={services} />
      <JobsSection services={services} />
      <StoredSection services={services} />
      <GrantedSites />
    </div>
  );
}

interface ConnectionForm {
  /** What is stored, with what was typed since, but for the key. */
  readonly shown: Connection;
  readonly typed: TypedConnection;
  readonly outcome: Outcome | undefined;
  readonly busy: boolean;
  /** While another server is put into use. */
  readonly isSwitching: boolean;
  switchBy(work: () => Promise<void>): void;
  type(typed: Partial<TypedConnection>): void;
  save(): void;
  /** Saves, and asks the server whether it can be worked with. */
  test(): void;
}

function useConnectionForm(services: SettingsServices, model: string): ConnectionForm {
  const { connection, connectionDraft } = services;
  const outcome = useSignal<Outcome | undefined>(undefined);
  const busy = useSignal(false);
  const isSwitching = useSignal(false);
  const stored = connection.current.value;
  const typed = connectionDraft.typedFor(stored);
  const shown: Connection = { ...stored, ...typed.change };
  const attempt = async (work: () => Promise<string>) => {
    busy.value = true;
    outcome.value = undefined;
    try {
      outcome.value = { text: await work() };
    } catch (error) {
      outcome.value = { error: toStoredError(error) };
    }
    busy.value = false;
  };
  const save = async () => {
    await saveProfile(await checkedConnection(typed, stored), stored);
    await Promise.all([connection.reload(), services.profiles.reload()]);
    connectionDraft.clear(stored);
    return t('saved');
  };
  const test = async () => {
    await save();
    const { error, found } = await sendCommand('test-connection', { model });
    if (error) throw new AppError(error.code, { details: error });
    return t(verdictKeys[found], model);
  };
  const switchBy = async (work: () => Promise<void>) => {
    if (isSwitching.value) return;
    isSwitching.value = true;
    outcome.value = undefined;
    try {
      await work();
      await Promise.all([connection.reload(), services.profiles.reload()]);
    } catch (error) {
      outcome.value = { error: toStoredError(error) };
    }
    isSwitching.value = false;
  };
  return {
    isSwitching: isSwitching.value,
    switchBy: (work) => void switchBy(work),
    shown,
    typed,
    outcome: outcome.value,
    busy: busy.value,
    type(more) {
      connectionDraft.type(stored, more);
      outcome.value = undefined;
    },
    save: () => void attempt(save),
    test: () => void attempt(test),
  };
}

interface ConnectionFieldsProps {
  readonly services: SettingsServices;
  readonly form: ConnectionForm;
}

/** Server and key, and nothing else: Enter in a field of another section is not to save these. */
function ConnectionFields({ services, form }: ConnectionFieldsProps) {
  const { shown, typed, busy, isSwitching, type } = form;
  const stored = services.connection.current.value;
  return (
    <form
      class="form settings"
      onSubmit={(event) => {
        event.preventDefault();
        if (!busy) form.save();
      }}
    >
      <fieldset class="form settings" disabled={isSwitching}>
        <SecretField
          label={t('apiKey')}
          value={typed.apiKey ?? ''}
          placeholder={keyPlaceholder(stored, form)}
          hint={t(keyHints[shown.keyStorage ?? 'local'])}
          onInput={(apiKey) => type({ apiKey: apiKey || undefined })}
        />
        {isOtherServer(stored, form) && (
          <p class="hint" role="status">
            {t('keyOfOtherServer', nameOf({ ...stored, name: undefined }))}
          </p>
        )}
        <TextField
          label={t('baseUrl')}
          inputMode="url"
          value={shown.baseUrl}
          placeholder={officialBaseUrl}
          hint={t('baseUrlHint')}
          onInput={(baseUrl) => type({ change: { baseUrl } })}
        />
        {isUnprotected(shown.baseUrl) && (
          <p class="notice" role="status">
            {t('httpWarning')}
          </p>
        )}
        <div class="form-run">
          <button type="button" class="button" disabled={busy} onClick={form.test}>
            {t('testConnection')}
          </button>
          {hasKey(stored) && typed.apiKey === undefined && (
            <button type="button" class="button" onClick={() => type({ apiKey: '' })}>
              {t('removeKey')}
            </button>
          )}
          <button type="submit" class="button primary" disabled={busy}>
            {t('save')}
          </button>
        </div>
      </fieldset>
      <Report outcome={form.outcome} busy={busy}>
        <AllowServerButton baseUrl={shown.baseUrl} onAllowed={form.test} />
      </Report>
      <ServerSection
        services={services}
        shown={shown}
        passphrase={typed.passphrase}
        isSwitching={isSwitching}
        onSwitch={form.switchBy}
        onType={(change) => type({ change })}
        onPassphrase={(passphrase) => type({ passphrase })}
      />
    </form>
  );
}

const hasKey = ({ apiKey, sealedKey }: Connection): boolean =>
  apiKey !== '' || sealedKey !== undefined;

/** True where the kept key is another server's than the one that was typed: it will not be sent there. */
const isOtherServer = (stored: Connection, { shown, typed }: ConnectionForm): boolean =>
  hasKey(stored) &&
  typed.apiKey === undefined &&
  URL.canParse(shown.baseUrl) &&
  !isSameOrigin(shown.baseUrl, stored.baseUrl);

/** The key itself is not in the page: what is there can be looked at, copied and pasted elsewhere by mistake. */
function keyPlaceholder(stored: Connection, form: ConnectionForm): string {
  if (!hasKey(stored) || isOtherServer(stored, form)) return 'sk-…';
  return t(form.typed.apiKey === '' ? 'keyRemoved' : 'keyKept');
}

interface ReportProps {
  readonly outcome: Outcome | undefined;
  readonly busy: boolean;
  /** The next step for a server that could not be reached. */
  readonly children: ComponentChildren;
}

function Report({ outcome, busy, children }: ReportProps) {
  if (outcome && 'error' in outcome) {
    const unreachable = outcome.error.code === 'server-unreachable';
    return <Alert error={outcome.error}>{unreachable && children}</Alert>;
  }
  return (
    <p class="outcome" role="status">
      {busy ? t('checking') : outcome?.text}
    </p>
  );
}
