import { t } from '../../utils/i18n';
import { defaultModels } from '../../utils/images-api/models';
import { RunRow } from '../model-options/run-row';
import type { PanelServices } from '../panel/services';
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
  const { prompt } = session;
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
      <EditRunRow session={session} services={services} busy={busy} />
      <EditOptions services={services} session={session} />
    </form>
  );
}

/** On its own, since the price follows every stroke and every move of the crop box. */
const EditRunRow = ({ session, services, busy }: EditFormProps) => (
  <RunRow
    services={services}
    options={services.editOptions}
    newerModel={defaultModels.edits}
    label={t('repaint')}
    price={session.price.value}
    error={session.error.value}
    busy={busy}
  />
);
