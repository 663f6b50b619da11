import { useMemo } from 'preact/hooks';
import { t } from '../../utils/i18n';
import { defaultModels } from '../../utils/images-api/models';
import { RunRow } from '../model-options/run-row';
import type { PanelModel } from '../panel/panel-model';
import type { PanelState } from '../panel/panel-state';
import type { PanelServices } from '../panel/services';
import { GeneratedImages } from '../results/generated-images';
import { JobOutcome } from '../results/job-outcome';
import { JobProgress } from '../results/job-progress';
import { shownJobs } from '../results/shown-jobs';
import { PromptBox } from '../ui/prompt-box';
import { GenerateOptions } from './generate-options';
import { createGenerateSession } from './generate-session';
import './generate-tab.css';

interface GenerateTabProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
  readonly state: PanelState;
}

/** Pictures from text alone. */
export function GenerateTab({ services, model, state }: GenerateTabProps) {
  const session = useMemo(() => createGenerateSession(services), [services]);
  const { prompt, price, error } = session;
  const { running, ended, interrupted } = shownJobs(state.generations);
  const outcomes = ended ? [ended, ...interrupted] : interrupted;
  const busy = running.some(session.isUnderWay);
  const start = () => {
    if (!busy) void session.start();
  };
  return (
    <div class="generate-tab">
      <form
        class="form"
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <PromptBox
          value={prompt.value}
          placeholder={t('promptPlaceholderGenerate')}
          onInput={session.setPrompt}
          onSubmit={start}
        />
        <RunRow
          services={services}
          options={services.generateOptions}
          newerModel={defaultModels.generations}
          label={t('generate')}
          price={price.value}
          error={error.value}
          busy={busy}
        >
          <GenerateOptions services={services} />
        </RunRow>
      </form>
      {running.map((job) => (
        <JobProgress
          key={job.id}
          job={job}
          named={running.length > 1}
          onCancel={() => model.cancelJob(job.id)}
        />
      ))}
      {outcomes.map((job) => (
        <JobOutcome
          key={job.id}
          named={outcomes.length > 1}
          {...{ job, result: undefined, services, model }}
        />
      ))}
      <GeneratedImages services={services} model={model} state={state} />
    </div>
  );
}
