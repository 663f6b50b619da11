import { t } from '../../utils/i18n';
import type { PanelServices } from '../panel/services';
import { ConnectionNotice } from '../settings/connection-notice';
import { Alert } from '../ui/alert';
import { Cost } from '../ui/cost';
import { PromptBox } from '../ui/prompt-box';
import { EditOptions } from './edit-options';
import type { EditSession } from './edit-session';

interface EditFormProps {
  readonly session: EditSession;
  readonly services: PanelServices;
}

/** What should be there instead: the prompt, the price, the button, and more on demand. */
export function EditForm({ session, services }: EditFormProps) {
  const { prompt, error, estimate, plan } = session;
  return (
    <form
      class="form"
      onSubmit={(event) => {
        event.preventDefault();
        void session.start();
      }}
    >
      <PromptBox
        value={prompt.value}
        placeholder={t('promptPlaceholderEdit')}
        onInput={session.setPrompt}
        onSubmit={() => void session.start()}
      />
      {error.value && <Alert error={error.value} />}
      <ConnectionNotice services={services} />
      <div class="form-run">
        <Cost estimate={estimate.value} />
        <button type="submit" class="button primary">
          {t('repaint')}
        </button>
      </div>
      <EditOptions services={services} plan={plan.value} image={session.image} />
    </form>
  );
}
