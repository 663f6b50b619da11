import { t } from '../../utils/i18n';
import { defaultModels, endsSoon } from '../../utils/images-api/models';
import { stateOn } from '../../utils/images-api/offered-models';
import type { JobRecord } from '../../utils/library/job-records';
import type { PanelServices } from '../panel/services';
import { switchModel } from './switch-model';

interface UseDefaultModelProps {
  readonly services: PanelServices;
  readonly job: JobRecord;
}

/** After a job whose model the server does not have: chooses ours. Nothing where another one is chosen already. */
export function UseDefaultModel({ services, job }: UseDefaultModelProps) {
  const { connection, serverModels, editOptions, generateOptions } = services;
  const [options, model] =
    job.kind === 'edit'
      ? [editOptions, defaultModels.edits]
      : [generateOptions, defaultModels.generations];
  const listed = serverModels.value.value.byServer[connection.value.value.baseUrl]?.models;
  const chosen = options.value.value.model;
  const isSaidBelow = endsSoon(stateOn(chosen, listed));
  if (chosen !== job.options.model || chosen === model || isSaidBelow) return null;
  return (
    <button type="button" class="button" onClick={() => switchModel(options, model)}>
      {t('useModel', model)}
    </button>
  );
}
