import './prompt-form.css';
import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useRef } from 'preact/hooks';
import type { StoredError } from '../../utils/base/errors';
import { t } from '../../utils/base/i18n';
import type { Price } from '../../utils/money/expected-price';
import type { JobOptions } from '../../utils/plan/options';
import type { Setting } from '../../utils/settings/setting';
import type { PanelServices } from '../session/services';
import { PromptBox } from '../ui/prompt-box';
import { Alert } from './alert';
import { MendButton } from './mend-button';
import { Cost } from './money';
import { ConnectionNotice, ModelNotice } from './notices';

/** What is prepared, as far as every kind of job has it. */
interface PromptSession {
  readonly prompt: ReadonlySignal<string>;
  setPrompt(prompt: string): void;
  /** Undefined where there is nothing to pay for yet. */
  readonly price: ReadonlySignal<Price | undefined>;
  /** What has to be given before `start` can do anything. */
  readonly missing: ReadonlySignal<'mask' | 'prompt' | undefined>;
  /** Why the last try to start was refused. */
  readonly error: ReadonlySignal<StoredError | undefined>;
  forgetError(): void;
  start(): Promise<void>;
}

interface PromptFormProps {
  readonly services: PanelServices;
  readonly session: PromptSession;
  readonly options: Setting<JobOptions>;
  /** The model that is offered in place of one that has ended. */
  readonly newerModel: string;
  readonly placeholder: string;
  /** Texts that are offered for the prompt as long as it is empty. */
  readonly suggestions?: readonly string[];
  /** The button's name. */
  readonly label: string;
  /** Whether to start is what most people want now; there is one such button at a time. */
  readonly isPrimary: boolean;
  /** True while this very thing runs: a second press must not pay for it twice. */
  readonly busy: boolean;
  /** What belongs below the buttons: ways to begin, and what else can be done. */
  readonly children?: ComponentChildren;
  /** Another button, before the one that starts. */
  readonly beside?: ComponentChildren;
  /** The options, folded; they stand last. */
  readonly more: ComponentChildren;
  /** Leads to what is missing, where that is not the prompt. */
  onMissing?(): void;
}

/**
 * The prompt, what is in the way, about what it costs, and the button that starts a job. No HTML form:
 * there Enter in any field of the options would press the button, which costs money.
 */
export function PromptForm({ children, more, ...props }: PromptFormProps) {
  const { services, session, options, newerModel, placeholder, suggestions, busy } = props;
  const box = useRef<HTMLTextAreaElement>(null);
  const start = () => {
    const missing = session.missing.peek();
    if (missing === 'prompt') box.current?.focus();
    else if (missing) props.onMissing?.();
    else if (!busy) void session.start();
  };
  return (
    <>
      <PromptBox
        box={box}
        value={session.prompt.value}
        placeholder={placeholder}
        suggestions={suggestions}
        onInput={session.setPrompt}
        onSubmit={start}
      />
      <div class="run-row">
        {props.beside}
        <StartButton {...props} onClick={start} />
      </div>
      <Refusal services={services} session={session} />
      {children}
      <ConnectionNotice services={services} />
      <ModelNotice services={services} options={options} newerModel={newerModel} />
      <div class="more-row">{more}</div>
    </>
  );
}

function Refusal({ services, session }: Pick<PromptFormProps, 'services' | 'session'>) {
  const error = session.error.value;
  if (!error) return null;
  return (
    <Alert error={error} onClose={session.forgetError}>
      <MendButton services={services} code={error.code} />
    </Alert>
  );
}

interface StartButtonProps
  extends Pick<PromptFormProps, 'session' | 'label' | 'isPrimary' | 'busy'> {
  onClick(): void;
}

/** What it does, and for about how much or what it waits for. On its own: the price follows every stroke. */
function StartButton({ session, label, isPrimary, busy, onClick }: StartButtonProps) {
  const id = useId();
  const missing = session.missing.value;
  const said = missing && t(missing === 'mask' ? 'missingMask' : 'missingPrompt');
  return (
    <button
      type="button"
      class={isPrimary ? 'button primary paid' : 'button paid'}
      aria-label={label}
      aria-describedby={id}
      aria-disabled={busy} // not `disabled`, by which the focus would be lost at the press
      onClick={onClick}
    >
      {label}
      <span id={id}>
        <Cost price={session.price.value} />
        {said && (
          <span class="cost">
            {session.price.value && ' · '}
            {said}
          </span>
        )}
      </span>
    </button>
  );
}
