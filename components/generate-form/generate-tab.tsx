import { useEffect, useMemo } from 'preact/hooks';
import { t } from '../../utils/i18n';
import { defaultModels } from '../../utils/images-api/models';
import type { PanelModel } from '../panel/panel-model';
import type { PanelState } from '../panel/panel-state';
import type { PanelServices } from '../panel/services';
import { PromptForm } from '../prompt-form/prompt-form';
import { GeneratedImages } from '../results/generated-images';
import { JobOutcome } from '../results/job-outcome';
import { RunningJobs } from '../results/running-jobs';
import { shownJobs } from '../results/shown-jobs';
import { GenerateOptions } from './generate-options';
import { createGenerateSession, type GenerateSession } from './generate-session';
import './generate-tab.css';

interface GenerateTabProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
  readonly state: PanelState;
}

/** Pictures from text alone. */
export function GenerateTab({ services, model, state }: GenerateTabProps) {
  const session = useMemo(() => createGenerateSession(services), [services]);
  useEffect(() => session.close, [session]);
  const { running, ended, interrupted } = shownJobs(state.generations);
  const outcomes = ended ? [ended, ...interrupted] : interrupted;
  return (
    <div class="generate-tab">
      <div class="form">
        <PromptForm
          services={services}
          session={session}
          options={services.generateOptions}
          newerModel={defaultModels.generations}
          placeholder={t('promptPlaceholderGenerate')}
          label={t('generate')}
          busy={running.some(session.isUnderWay)}
        >
          <ReplacedPrompt session={session} />
          <GenerateOptions services={services} />
        </PromptForm>
      </div>
      <RunningJobs jobs={running} model={model} />
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

/** The way back to what was written before a page's selected text took its place. */
function ReplacedPrompt({ session }: { readonly session: GenerateSession }) {
  const text = session.replaced.value;
  if (text === undefined) return null;
  return (
    <button
      type="button"
      class="button quiet replaced-prompt"
      title={text}
      onClick={session.restorePrompt}
    >
      {t('restorePrompt')}
    </button>
  );
}
