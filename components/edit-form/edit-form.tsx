import { t } from '../../utils/i18n';
import type { PanelServices } from '../panel/services';
import { ConnectionNotice } from '../settings/connection-notice';
import { Alert } from '../ui/alert';
import { Cost } from '../ui/cost';
import { PromptBox } from '../ui/prompt-box';
import { EditOptions } from './edit-options';
import type { EditSession } from './edit-session';
import { PromptChips } from './prompt-chips';

interface EditFormProps {
  readonly session: EditSession;
  readonly services: PanelServices;
  /** True while this very edit runs: a second press must not pay for the same thing twice. */
  readonly busy: boolean;
}

/** What should be there instead: the prompt, the price, the button, and more on demand. */
export function EditForm({ session, services, busy }: EditFormProps) {
  const { prompt, error, estimate } = session;
  const start = () => {
    if (!busy) void session.start();
  };
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        start();
      }}
    >
      <PromptBox
        value={prompt.value}
        placeholder={t('promptPlaceholderEdit')}
        onInput={session.setPrompt}
        onSubmit={start}
      />
      <PromptChips session={session} />
      {error.value && <Alert error={error.value} />}
      <ConnectionNotice services={services} />
      <div class="form-run">
        <Cost estimate={estimate.value} />
        <button type="submit" class="button primary" disabled={busy}>
          {t('repaint')}
        </button>
      </div>
      <EditOptions services={services} session={session} />
    </form>
  );
}
