import type { ComponentChildren } from 'preact';
import type { StoredError } from '../../utils/errors';
import type { Price } from '../../utils/jobs/learned-price';
import type { JobOptions } from '../../utils/library/records';
import type { Setting } from '../../utils/settings/setting';
import type { PanelServices } from '../panel/services';
import { ConnectionNotice } from '../settings/connection-notice';
import { Alert } from '../ui/alert';
import { Cost } from '../ui/cost';
import { ModelNotice } from './model-notice';

interface RunRowProps {
  readonly services: PanelServices;
  readonly options: Setting<JobOptions>;
  /** The model that is offered in place of one that has ended. */
  readonly newerModel: string;
  readonly label: string;
  /** Undefined where there is nothing to pay for yet. */
  readonly price: Price | undefined;
  /** Why the last try to start was refused. */
  readonly error: StoredError | undefined;
  /** True while this very thing runs: a second press must not pay for it twice. */
  readonly busy: boolean;
  /** What is chosen before the start and in sight. */
  readonly children?: ComponentChildren;
}

/** The end of a form that starts a job: what is in its way, about what it costs, and the button. */
export function RunRow(props: RunRowProps) {
  const { services, options, newerModel, label, price, error, busy, children } = props;
  return (
    <>
      {error && <Alert error={error} />}
      <ConnectionNotice services={services} />
      <ModelNotice services={services} options={options} newerModel={newerModel} />
      {children}
      <div class="form-run">
        <Cost price={price} />
        <button type="submit" class="button primary" disabled={busy}>
          {label}
        </button>
      </div>
    </>
  );
}
