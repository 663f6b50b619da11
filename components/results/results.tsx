import type { ImageRecord } from '../../utils/library/records';
import type { PanelModel } from '../panel/panel-model';
import type { PanelState } from '../panel/panel-state';
import type { PanelServices } from '../panel/services';
import { JobOutcome } from './job-outcome';
import { PutOnPageButton } from './put-on-page-button';
import { ResultActions } from './result-actions';
import { ResultList } from './result-list';
import { RunningJobs } from './running-jobs';
import { SaveOptions } from './save-options';
import { shownJobs } from './shown-jobs';
import type { RetryTighter } from './unfit-answer';
import { VariationsButton } from './variations-button';
import './results.css';

interface ResultsProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
  readonly state: PanelState;
  /** The image that was edited. */
  readonly image: ImageRecord;
  readonly retryTighter: RetryTighter;
}

/**
 * What came of the edits of an image. It appears with the first edit and keeps its height from
 * then on, so that nothing moves when a result arrives.
 */
export function Results({ services, model, state, image, retryTighter }: ResultsProps) {
  if (state.edits.length === 0) return null;
  const { running, ended, interrupted } = shownJobs(state.edits);
  const result = state.results.find(({ id }) => id === state.workspace.resultId);
  return (
    <section class="results">
      <ResultList
        image={image}
        results={state.results}
        pending={running.length > 0}
        selectedId={result?.id}
        onSelect={model.showResult}
      />
      <RunningJobs jobs={running} model={model} />
      {result && <ResultActions services={services} model={model} result={result} />}
      <div class="save-row">
        <SaveOptions services={services} />
        {result && (
          <div class="save-row-actions">
            <PutOnPageButton {...{ services, model, result }} />
            <VariationsButton services={services} model={model} image={result} />
          </div>
        )}
      </div>
      {ended ? (
        <JobOutcome
          named={interrupted.length > 0}
          {...{ job: ended, result, services, model, retryTighter }}
        />
      ) : (
        <p class="outcome" />
      )}
      {interrupted.map((job) => (
        <JobOutcome key={job.id} named {...{ job, result: undefined, services, model }} />
      ))}
    </section>
  );
}
