import './prompt-box.css';
import { useId } from 'preact/hooks';
import { t } from '../../utils/base/i18n';

interface PromptBoxProps {
  readonly value: string;
  readonly placeholder: string;
  onInput(value: string): void;
  /** Ctrl+Enter or Cmd+Enter. */
  onSubmit(): void;
}

/** The text that says what the picture should show. Grows with its lines up to a limit. */
export function PromptBox({ value, placeholder, onInput, onSubmit }: PromptBoxProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id} class="visually-hidden">
        {t('prompt')}
      </label>
      <textarea
        id={id}
        class="prompt"
        rows={2}
        value={value}
        placeholder={placeholder}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || !(event.ctrlKey || event.metaKey) || event.isComposing)
            return;
          event.preventDefault();
          onSubmit();
        }}
      />
    </div>
  );
}
