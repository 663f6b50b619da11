import { t } from '../../utils/i18n';
import { defaultModels } from '../../utils/images-api/models';
import type { PanelServices } from '../panel/services';
import { PromptForm } from '../prompt-form/prompt-form';
import { EditOptions } from './edit-options';
import type { EditSession } from './edit-session';
import { MarksHint } from './marks-hint';
import { PromptChips } from './prompt-chips';

interface EditFormProps {
  readonly session: EditSession;
  readonly services: PanelServices;
  /** True while this very edit runs. */
  readonly busy: boolean;
}

/** What should be there instead: the prompt, the price, the button, and more on demand. */
export function EditForm({ session, services, busy }: EditFormProps) {
  return (
    <div class="form">
      <PromptForm
        services={services}
        session={session}
        options={services.editOptions}
        newerModel={defaultModels.edits}
        placeholder={t('promptPlaceholderEdit')}
        label={t('repaint')}
        busy={busy}
      >
        <PromptChips session={session} />
        <MarksHint session={session} />
      </PromptForm>
      <EditOptions services={services} session={session} />
    </div>
  );
}
