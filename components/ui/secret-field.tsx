import './secret-field.css';
import { useSignal } from '@preact/signals';
import { Eye, EyeOff } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../../utils/base/i18n';
import { IconButton } from './icon-button';

interface SecretFieldProps {
  readonly label: string;
  readonly value: string;
  readonly placeholder?: string;
  readonly hint?: ComponentChildren;
  onInput(value: string): void;
}

/**
 * A labelled line of text that is shown as dots, with a button to see it. Still a textbox to assistive
 * technology, which a password box is not; never auto-filled, corrected or spell-checked by a server.
 */
export function SecretField({ label, value, placeholder, hint, onInput }: SecretFieldProps) {
  const id = useId();
  const revealed = useSignal(false);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <div class="secret-line">
        <input
          id={id}
          type="text"
          class={revealed.value ? undefined : 'concealed'}
          value={value}
          placeholder={placeholder}
          autocomplete="off"
          autocapitalize="off"
          spellcheck={false}
          aria-describedby={hint ? `${id}-hint` : undefined}
          onInput={(event) => onInput(event.currentTarget.value)}
        />
        <IconButton
          icon={revealed.value ? EyeOff : Eye}
          label={t('reveal', label)}
          pressed={revealed.value}
          onClick={() => {
            revealed.value = !revealed.value;
          }}
        />
      </div>
      {hint && (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
    </div>
  );
}
