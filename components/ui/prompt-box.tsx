import './prompt-box.css';
import type { Ref } from 'preact';
import { useId, useRef } from 'preact/hooks';
import { t } from '../../utils/base/i18n';
import { useDeliberateSelect } from './deliberate-select';

interface PromptBoxProps {
  readonly box: Ref<HTMLTextAreaElement>;
  readonly value: string;
  readonly placeholder: string;
  /** Texts that are offered as long as the box is empty. */
  readonly suggestions?: readonly string[] | undefined;
  onInput(value: string): void;
  /** Ctrl+Enter or Cmd+Enter. */
  onSubmit(): void;
}

const isEnter = ({ key, code }: KeyboardEvent): boolean =>
  key === 'Enter' || code === 'Enter' || code === 'NumpadEnter'; // while composing, `key` may be "Process"

const modifiers: ReadonlySet<string> = new Set(['Control', 'Meta', 'Shift', 'Alt']);

/** Gives the focus to the prompt, for whoever goes on with words that a button has put there; the cursor stands behind them. */
export const focusPrompt = () => document.querySelector<HTMLElement>('textarea.prompt')?.focus();

/** The text that says what the picture should show. Grows with its lines up to a limit. */
export function PromptBox(props: PromptBoxProps) {
  const { box, value, placeholder, suggestions = [], onInput, onSubmit } = props;
  const id = useId();
  /** Ctrl+Enter was pressed with a syllable still open: it is sent as soon as that has closed. */
  const submitsWhenClosed = useRef(false);
  const onKeyDown = (event: KeyboardEvent) => {
    if (!isEnter(event) || !(event.ctrlKey || event.metaKey)) {
      if (!modifiers.has(event.key)) submitsWhenClosed.current = false;
      return;
    }
    event.preventDefault();
    if (event.isComposing) submitsWhenClosed.current = true;
    else onSubmit();
  };
  const onCompositionEnd = ({ currentTarget }: CompositionEvent) => {
    if (!submitsWhenClosed.current) return;
    submitsWhenClosed.current = false;
    // Firefox reports the last input only after this.
    if (currentTarget instanceof HTMLTextAreaElement) onInput(currentTarget.value);
    onSubmit();
  };
  return (
    <div class="field prompt-field">
      <label for={id} class="visually-hidden">
        {t('prompt')}
      </label>
      <textarea
        id={id}
        ref={box}
        class="prompt"
        rows={2}
        value={value}
        placeholder={placeholder}
        onInput={(event) => onInput(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onCompositionEnd={onCompositionEnd}
      />
      {value === '' && suggestions.length > 0 && (
        <Suggestions texts={suggestions} onChoose={onInput} />
      )}
    </div>
  );
}

interface SuggestionsProps {
  readonly texts: readonly string[];
  onChoose(text: string): void;
}

/** Texts that someone else wrote: none gets into the box by itself. */
function Suggestions({ texts, onChoose }: SuggestionsProps) {
  const label = t('promptSuggestions');
  const { pending, handlers } = useDeliberateSelect((text) => {
    if (!text) return;
    onChoose(text);
    focusPrompt(); // this goes with the first letter in the box, and the focus with it
  });
  return (
    <select
      class="prompt-suggestions"
      aria-label={label}
      title={pending.value ? t('enterTakes') : undefined}
      value={pending.value ?? ''}
      {...handlers}
    >
      <option value="">{label}</option>
      {texts.map((text) => (
        <option key={text} value={text}>
          {text}
        </option>
      ))}
    </select>
  );
}
