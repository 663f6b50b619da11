import type { ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { StoredError } from '../../utils/base/errors';
import type { Price } from '../../utils/money/expected-price';
import type { JobOptions } from '../../utils/plan/options';
import type { Setting } from '../../utils/settings/setting';
import type { PanelServices } from '../session/services';
import { PromptBox } from '../ui/prompt-box';
import { Alert } from './alert';
import { Cost } from './money';
import { ConnectionNotice, ModelNotice } from './notices';

/** What is prepared, as far as every kind of job has it. */
interface PromptSession {
  readonly prompt: ReadonlySignal<string>;
  setPrompt(prompt: string): void;
  /** Undefined where there is nothing to pay for yet. */
  readonly price: ReadonlySignal<Price | undefined>;
  /** Why the last try to start was refused. */
  readonly error: ReadonlySignal<StoredError | undefined>;
  start(): Promise<void>;
}

interface PromptFormProps {
  readonly services: PanelServices;
  readonly session: PromptSession;
  readonly options: Setting<JobOptions>;
  /** The model that is offered in place of one that has ended. */
  readonly newerModel: string;
  readonly placeholder: string;
  /** The button's name. */
  readonly label: string;
  /** True while this very thing runs: a second press must not pay for it twice. */
  readonly busy: boolean;
  /** What belongs between the prompt and the button. */
  readonly children?: ComponentChildren;
}

/**
 * The prompt, what is in the way, about what it costs, and the button that starts a job. No HTML form:
 * there Enter in any field of the options would press the button, which costs money.
 */
export function PromptForm({ children, ...props }: PromptFormProps) {
  const { services, session, options, newerModel, placeholder, label, busy } = props;
  const start = () => {
    if (!busy) void session.start();
  };
  return (
    <>
      <PromptBox
        value={session.prompt.value}
        placeholder={placeholder}
        onInput={session.setPrompt}
        onSubmit={start}
      />
      {children}
      <Refusal session={session} />
      <ConnectionNotice services={services} />
      <ModelNotice services={services} options={options} newerModel={newerModel} />
      <div class="form-run">
        <CurrentCost session={session} />
        <button type="button" class="button primary" disabled={busy} onClick={start}>
          {label}
        </button>
      </div>
    </>
  );
}

function Refusal({ session: { error } }: Pick<PromptFormProps, 'session'>) {
  return error.value ? <Alert error={error.value} /> : null;
}

/** On its own, since the price follows every stroke and every move of the crop box. */
const CurrentCost = ({ session: { price } }: Pick<PromptFormProps, 'session'>) => (
  <Cost price={price.value} />
);
