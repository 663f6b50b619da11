import './fields.css';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { clamp } from '../../utils/base/geometry';
import { useDeliberateSelect } from './deliberate-select';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly inputMode?: 'text' | 'url' | 'decimal';
  readonly placeholder?: string;
  readonly hint?: ComponentChildren;
  onInput(value: string): void;
}

/** A labelled line of text. Never auto-filled, corrected or spell-checked by a server. */
export function TextField({ label, value, inputMode, placeholder, hint, onInput }: TextFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="text"
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

interface NumberFieldProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step?: number;
  onChange(value: number): void;
}

/** A labelled number within limits; what is typed beyond them is brought back when it is left. */
export function NumberField({ label, value, min, max, step = 1, onChange }: NumberFieldProps) {
  const id = useId();
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input
        id={id}
        type="number"
        inputMode="numeric"
        min={min}
        max={max}
        step={step}
        value={value}
        onChange={({ currentTarget }) => {
          const typed = Math.round(currentTarget.valueAsNumber / step) * step;
          const accepted = Number.isFinite(typed) ? clamp(typed, min, max) : value;
          currentTarget.value = String(accepted);
          if (accepted !== value) onChange(accepted);
        }}
      />
    </div>
  );
}

interface SelectOption {
  readonly value: string;
  readonly label: string;
}

interface SelectProps {
  readonly label: string;
  readonly value: string;
  readonly options: readonly SelectOption[];
  onChange(value: string): void;
}

/** A labelled choice of one. A value that is not among the options is shown as it is. */
export function Select({ label, value, options, onChange }: SelectProps) {
  const id = useId();
  const known = options.some((option) => option.value === value);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {!known && <option value={value}>{value}</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
    </div>
  );
}

interface CheckboxProps {
  readonly label: string;
  readonly checked: boolean;
  readonly disabled?: boolean;
  onChange(checked: boolean): void;
}

interface DeliberateSelectProps extends SelectProps {
  /** Said while keys have walked to another choice that is not taken yet. */
  readonly pendingHint: string;
}

/** A labelled choice of one that does something at once, so walking through it by keys is no choice yet. */
export function DeliberateSelect(props: DeliberateSelectProps) {
  const { label, value, options, pendingHint, onChange } = props;
  const id = useId();
  const { pending, handlers } = useDeliberateSelect(onChange);
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <select id={id} value={pending.value ?? value} {...handlers}>
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      <p class="hint" role="status">
        {pending.value !== undefined && pending.value !== value && pendingHint}
      </p>
    </div>
  );
}

/** A labelled yes or no. */
export function Checkbox({ label, checked, disabled, onChange }: CheckboxProps) {
  return (
    <label class="check">
      <input
        type="checkbox"
        checked={checked}
        disabled={disabled}
        onChange={({ currentTarget }) => onChange(currentTarget.checked)}
      />
      {label}
    </label>
  );
}
