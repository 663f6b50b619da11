import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import './text-field.css';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  /** Shown as dots; still a textbox to assistive technology, which a password box is not. */
  readonly concealed?: boolean;
  readonly inputMode?: 'text' | 'url' | 'decimal';
  readonly placeholder?: string;
  readonly hint?: ComponentChildren;
  onInput(value: string): void;
}

/** A labelled line of text. Never auto-filled, corrected or spell-checked by a server. */
export function TextField({
  label,
  value,
  concealed,
  inputMode,
  placeholder,
  hint,
  onInput,
}: TextFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
        class={concealed ? 'concealed' : undefined}
        inputMode={inputMode}
        value={value}
        placeholder={placeholder}
        autocomplete="off"
        autocapitalize="off"
        spellcheck={false}
        aria-describedby={hint ? `${id}-hint` : undefined}
        onInput={(event) => onInput(event.currentTarget.value)}
      />
      {hint && (
        <p id={`${id}-hint`} class="hint">
          {hint}
        </p>
      )}
    </div>
  );
}
