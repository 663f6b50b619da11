import './generate-tab.css';
import { useComputed } from '@preact/signals';
import { useEffect, useMemo } from 'preact/hooks';
import { t } from '../../../utils/base/i18n';
import { isRunning } from '../../../utils/library/jobs';
import { defaultModels, findModel } from '../../../utils/server/models';
import { FileOptions, ModerationOption, WorkOptions } from '../../parts/extra-options';
import { JobOutcome } from '../../parts/job-outcome';
import { RunningJobs } from '../../parts/job-progress';
import { ModelOptions, optionsText } from '../../parts/model-options';
import { PromptForm } from '../../parts/prompt-form';
import { createGenerateSession, type GenerateSession } from '../../session/generate-session';
import type { PanelModel } from '../../session/panel-model';
import type { PanelServices } from '../../session/services';
import { shownJobs } from '../../session/shown-jobs';
import { More } from '../../ui/sections';
import { GeneratedImages } from './generated-images';
import { SizeChoice } from './size-choice';

interface GenerateTabProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
}

/** Pictures from text alone. */
export function GenerateTab({ services, model }: GenerateTabProps) {
  const session = useMemo(() => createGenerateSession(services), [services]);
  useEffect(() => session.close, [session]);
  const busy = useComputed(() =>
    model.generations.value.some((job) => isRunning(job.state) && session.isUnderWay(job)),
  );
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
          isPrimary
          busy={busy.value}
          more={<MoreOptions services={services} />}
        >
          <ReplacedPrompt session={session} />
          <SizeOption services={services} />
        </PromptForm>
      </div>
      <Generations services={services} model={model} />
      <GeneratedImages services={services} model={model} />
    </div>
  );
}

/** The pictures that are being made, and how those before ended. On its own: it follows each partial picture. */
function Generations({ services, model }: GenerateTabProps) {
  const { running, ended, interrupted } = shownJobs(model.generations.value);
  const outcomes = ended ? [ended, ...interrupted] : interrupted;
  return (
    <>
      <RunningJobs services={services} jobs={running} model={model} />
      {outcomes.map((job) => (
        <JobOutcome
          key={job.id}
          named={outcomes.length > 1}
          {...{ job, result: undefined, services, model }}
        />
      ))}
    </>
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

function SizeOption({ services: { generateOptions } }: { readonly services: PanelServices }) {
  const { model, size } = generateOptions.current.value;
  return (
    <SizeChoice
      size={size}
      rules={findModel(model).sizes}
      onChange={(next) => void generateOptions.change({ size: next })}
    />
  );
}

/** What else is asked of the model. */
function MoreOptions({ services }: { readonly services: PanelServices }) {
  const options = services.generateOptions;
  return (
    <More
      state={optionsText(options.current.value)}
      open={services.panel.current.value.moreOptionsOpen}
      onToggle={(moreOptionsOpen) => void services.panel.change({ moreOptionsOpen })}
    >
      <ModelOptions services={services} options={options} />
      <FileOptions options={options} />
      <WorkOptions options={options} />
      <ModerationOption options={options} />
    </More>
  );
}
