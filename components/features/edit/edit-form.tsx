import './edit-form.css';
import { X } from 'lucide';
import { t } from '../../../utils/base/i18n';
import { defaultModels } from '../../../utils/server/models';
import { isMarkTool } from '../../editor/core/tools';
import { PromptForm } from '../../parts/prompt-form';
import type { EditSession } from '../../session/edit-session';
import type { PanelServices } from '../../session/services';
import { Icon } from '../../ui/icon-button';
import { EditOptions } from './edit-options';

interface EditFormProps {
  readonly session: EditSession;
  readonly services: PanelServices;
  /** True while this very edit runs. */
  readonly busy: boolean;
  /** True while another image is being opened: what is typed would be lost with this one. */
  readonly disabled: boolean;
}

/** What should be there instead: the prompt, the price, the button, and more on demand. */
export function EditForm({ session, services, busy, disabled }: EditFormProps) {
  return (
    <fieldset class="form" disabled={disabled}>
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
    </fieldset>
  );
}

/**
 * For a picture with marks: who sees them, and where it will change. There from the choice of a tool on, so
 * that the stage does not shrink under the hand with the first mark.
 */
function MarksHint({ session }: { readonly session: EditSession }) {
  const text = hintOf(session);
  if (!text) return null;
  return (
    <p class="hint" role="status" data-testid="marks-hint">
      {text}
    </p>
  );
}

function hintOf({ mask, hasMask, changeBox }: EditSession): string | undefined {
  if (!mask.hasMarks.value) return isMarkTool(mask.tool.value) ? t('marksHint') : undefined;
  if (!mask.takesMarks.value) return hasMask.value ? t('marksUnseenMask') : t('marksUnseen');
  if (hasMask.value) return t('marksAndMask');
  return changeBox.value ? t('marksInBox') : t('marksAnywhere');
}

const distinct = (texts: readonly (string | undefined)[]): string[] => [
  ...new Set(texts.flatMap((text) => text?.trim() || [])),
];

/**
 * What the page says of its picture, offered for the prompt. Nothing gets into the prompt by itself: the texts
 * are a stranger's. One that is in the prompt is not offered, and one that was removed never again.
 */
function PromptChips({ session }: { readonly session: EditSession }) {
  const { altText, caption } = session.image.page;
  const prompt = session.prompt.value;
  const texts = distinct([altText, caption]).filter(
    (text) => !session.unwanted.value.includes(text) && !prompt.includes(text),
  );
  if (texts.length === 0) return null;
  return (
    <ul class="prompt-chips" aria-label={t('promptSuggestions')}>
      {texts.map((text) => (
        <li key={text} class="prompt-chip">
          <button
            type="button"
            class="prompt-chip-text"
            title={`${t('addToPrompt')}: ${text}`}
            onClick={() => session.setPrompt([prompt.trim(), text].filter(Boolean).join(' '))}
          >
            {text}
          </button>
          <button
            type="button"
            class="prompt-chip-remove"
            aria-label={t('dropSuggestion', text)}
            onClick={() => session.dropSuggestion(text)}
          >
            <Icon icon={X} />
          </button>
        </li>
      ))}
    </ul>
  );
}
