import './settings.css';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect } from 'preact/hooks';
import { AppError, type StoredError, toStoredError } from '../../../utils/base/errors';
import { type MessageKey, t } from '../../../utils/base/i18n';
import { type ConnectionVerdict, sendCommand } from '../../../utils/commands';
import type { Connection } from '../../../utils/server/connection';
import { keysPage, officialBaseUrl, profileId } from '../../../utils/server/connection';
import { Alert } from '../../parts/alert';
import { AllowServerButton } from '../../parts/job-outcome';
import { UnlockKey } from '../../parts/unlock-key';
import type { SettingsServices } from '../../session/services';
import { TextField } from '../../ui/fields';
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

/** The form for server and key. The panel shows it, and the options page does. */
export function Settings({ services, model }: SettingsProps) {
  const { connection } = services;
  const passphrase = useSignal('');
  const typed = useSignal<Partial<Connection>>({});
  const outcome = useSignal<Outcome | undefined>(undefined);
  const busy = useSignal(false);
  const shown: Connection = { ...connection.value.value, ...typed.value };
  useEffect(() => {
    typed.value = {}; // what was typed for one server, its key above all, must not go to another
    passphrase.value = '';
  }, [profileId(connection.value.value)]);
  const type = (change: Partial<Connection>) => {
    typed.value = { ...typed.value, ...change };
    outcome.value = undefined;
  };
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
    const before = connection.value.value;
    await connection.replace(await checkedConnection(shown, before, passphrase.value));
    typed.value = {};
    passphrase.value = '';
    return t('saved');
  };
  const test = async () => {
    await save();
    const { error, found } = await sendCommand('test-connection', { model });
    if (error) throw new AppError(error.code, { details: error });
    return t(verdictKeys[found], model);
  };
  return (
    <form
      class="form settings"
      onSubmit={(event) => {
        event.preventDefault();
        void attempt(save);
      }}
    >
      <p class="hint">
        {t('keyIntro')}{' '}
        <a href={keysPage} target="_blank" rel="noreferrer">
          {t('getKey')}
        </a>
      </p>
      <UnlockKey connection={connection} />
      <TextField
        label={t('apiKey')}
        concealed
        value={shown.apiKey}
        placeholder="sk-…"
        hint={t(keyHints[shown.keyStorage ?? 'local'])}
        onInput={(apiKey) => type({ apiKey })}
      />
      <TextField
        label={t('baseUrl')}
        inputMode="url"
        value={shown.baseUrl}
        placeholder={officialBaseUrl}
        hint={t('baseUrlHint')}
        onInput={(baseUrl) => type({ baseUrl })}
      />
      <div class="form-run">
        <button
          type="button"
          class="button"
          disabled={busy.value}
          onClick={() => void attempt(test)}
        >
          {t('testConnection')}
        </button>
        <button type="submit" class="button primary" disabled={busy.value}>
          {t('save')}
        </button>
      </div>
      <Report outcome={outcome.value} busy={busy.value}>
        <AllowServerButton baseUrl={shown.baseUrl} onAllowed={() => void attempt(test)} />
      </Report>
      <ServerSection
        services={services}
        shown={shown}
        passphrase={passphrase.value}
        onType={type}
        onPassphrase={(text) => {
          passphrase.value = text;
        }}
      />
      <ModelsSection services={services} onAsk={() => void attempt(test)} />
      <MoneySection services={services} />
      <JobsSection services={services} />
      <StoredSection library={services.library} />
      <GrantedSites />
    </form>
  );
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
