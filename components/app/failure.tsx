import { Alert } from '../parts/alert';
import { MendButton } from '../parts/mend-button';
import type { PanelModel } from '../session/panel-model';
import type { PanelServices } from '../session/services';

interface FailureProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
}

/** A failure that belongs to no capture and no job. */
export function Failure({ services, model }: FailureProps) {
  const error = model.error.value;
  return error ? (
    <Alert error={error} onClose={model.forgetFailures}>
      <MendButton services={services} code={error.code} />
    </Alert>
  ) : null;
}
