import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { sendCommand } from '../../utils/commands';
import { AppError, type StoredError, toStoredError } from '../../utils/errors';
import { t } from '../../utils/i18n';
import { checkKey, normaliseBaseUrl } from '../../utils/images-api/connection';
import type { Setting } from '../../utils/settings/setting';
import { type Connection, officialBaseUrl } from '../../utils/settings/settings';
import { Alert } from '../ui/alert';
import { TextField } from '../ui/text-field';
import { AllowServerButton } from './allow-server-button';
import { keysPage } from './connection-notice';

interface SettingsProps {
  readonly connection: Setting<Connection>;
  /** The model whose availability the test looks at. */
  readonly model: string;
}

type Outcome = { readonly text: string } | { readonly error: StoredError };

/** What was typed, made fit to be stored and sent. Throws what is wrong with it. */
function checked({ apiKey, baseUrl }: Connection): Connection {
  const url = normaliseBaseUrl(baseUrl.trim() || officialBaseUrl);
  return { baseUrl: url, apiKey: checkKey(apiKey, url) };
}

/** The form for server and key. The panel shows it, and the options page does. */
export function Settings({ connection, model }: SettingsProps) {
  const typed = useSignal<Partial<Connection>>({});
  const outcome = useSignal<Outcome | undefined>(undefined);
  const busy = useSignal(false);
  const shown: Connection = { ...connection.value.value, ...typed.value };
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
    await connection.change(checked(shown));
    typed.value = {};
    return t('saved');
  };
  const test = async () => {
    await save();
    const { error } = await sendCommand('test-connection', { model });
    if (error) throw new AppError(error.code, { details: error });
    return t('connectionWorks', model);
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
      <TextField
        label={t('apiKey')}
        concealed
        value={shown.apiKey}
        placeholder="sk-…"
        hint={t('keyHint')}
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
