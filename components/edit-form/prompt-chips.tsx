import { X } from 'lucide';
import { t } from '../../utils/i18n';
import { Icon } from '../ui/icon';
import type { EditSession } from './edit-session';
import './prompt-chips.css';

const distinct = (texts: readonly (string | undefined)[]): string[] => [
  ...new Set(texts.flatMap((text) => text?.trim() || [])),
];

/**
 * What the page says of its picture, offered for the prompt. Nothing gets into the prompt by itself: the texts
 * are a stranger's. One that is in the prompt is not offered, and one that was removed never again.
 */
export function PromptChips({ session }: { readonly session: EditSession }) {
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
