import '../../parts/results.css';
import type { ImageRecord } from '../../../utils/library/records';
import { JobOutcome, type RetryTighter } from '../../parts/job-outcome';
import { RunningJobs } from '../../parts/job-progress';
import { ResultActions, VariationsButton } from '../../parts/result-actions';
import { ResultList } from '../../parts/result-list';
import { SaveOptions } from '../../parts/save-options';
import type { PanelModel } from '../../session/panel-model';
import type { PanelState } from '../../session/panel-state';
import type { PanelServices } from '../../session/services';
import { shownJobs } from '../../session/shown-jobs';
import { PutOnPageButton } from './put-on-page-button';

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
