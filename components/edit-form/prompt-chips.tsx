import { useSignal } from '@preact/signals';
import { X } from 'lucide';
import { t } from '../../utils/i18n';
import type { PageContext } from '../../utils/library/records';
import { Icon } from '../ui/icon';
import './prompt-chips.css';

interface PromptChipsProps {
  readonly page: PageContext;
  readonly prompt: string;
  onPrompt(prompt: string): void;
}

const distinct = (texts: readonly (string | undefined)[]): string[] => [
  ...new Set(texts.flatMap((text) => text?.trim() || [])),
];

/**
 * What the page says of its picture, offered for the prompt. Nothing gets into the prompt by itself: the texts
 * are a stranger's. One that is used or removed is not offered again.
 */
export function PromptChips({ page, prompt, onPrompt }: PromptChipsProps) {
  const removed = useSignal<readonly string[]>([]);
  const texts = distinct([page.altText, page.caption]).filter(
    (text) => !removed.value.includes(text) && !prompt.includes(text),
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
            onClick={() => onPrompt([prompt.trim(), text].filter(Boolean).join(' '))}
          >
            {text}
          </button>
          <button
            type="button"
            class="prompt-chip-remove"
            aria-label={t('dropSuggestion', text)}
            onClick={() => {
              removed.value = [...removed.value, text];
            }}
          >
            <Icon icon={X} />
          </button>
        </li>
      ))}
    </ul>
  );
}
