import { isRunning } from '../../utils/jobs/job-state';
import type { ImageRecord } from '../../utils/library/records';
import type { PanelModel } from '../panel/panel-model';
import type { PanelState } from '../panel/panel-state';
import type { PanelServices } from '../panel/services';
import { JobOutcome } from './job-outcome';
import { JobProgress } from './job-progress';
import { ResultActions } from './result-actions';
import { ResultList } from './result-list';

interface ResultsProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
  readonly state: PanelState;
  /** The image that was edited. */
  readonly image: ImageRecord;
}

/**
 * What came of the edits of an image. It appears with the first edit and keeps its height from
 * then on, so that nothing moves when a result arrives.
 */
export function Results({ services, model, state, image }: ResultsProps) {
  const job = state.edits[0];
  if (!job) return null;
  const result = state.results.find(({ id }) => id === state.workspace.resultId);
  const running = isRunning(job.state);
  return (
    <section class="results">
      <ResultList
        image={image}
        results={state.results}
        pending={running}
        selectedId={result?.id}
        onSelect={model.showResult}
      />
      {running ? (
        <JobProgress job={job} onCancel={() => model.cancelJob(job.id)} />
      ) : result ? (
        <ResultActions services={services} model={model} result={result} />
      ) : null}
      <JobOutcome job={job} result={result} services={services} />
    </section>
  );
}
