import '../../parts/results.css';
import { isResult } from '../../../utils/library/images';
import type { ImageRecord } from '../../../utils/library/records';
import { JobOutcome, type RetryTighter } from '../../parts/job-outcome';
import { RunningJobs } from '../../parts/job-progress';
import { ResultActions } from '../../parts/result-actions';
import { ResultList } from '../../parts/result-list';
import type { EditSession } from '../../session/edit-session';
import type { PanelModel } from '../../session/panel-model';
import type { PanelState } from '../../session/panel-state';
import type { PanelServices } from '../../session/services';
import { shownJobs } from '../../session/shown-jobs';
import { PutOnPageButton } from './put-on-page-button';

interface ResultsProps {
  readonly services: PanelServices;
  readonly model: PanelModel;
  readonly state: PanelState;
  readonly session: EditSession;
  readonly retryTighter: RetryTighter;
}

/**
 * The image and what came of it, from the beginning on, so that nothing moves when a result arrives: the pictures to
 * choose from, what can be done with the one on the stage, and how the job for it goes or went.
 */
export function Results({ services, model, state, session, retryTighter }: ResultsProps) {
  const { image } = session;
  const { running, ended, interrupted } = shownJobs(state.edits);
  const maker = state.edits.find(({ id }) => id === image.jobId);
  // That another edit of this picture went well is seen by its own picture.
  const told = ended?.state === 'succeeded' ? (maker ?? ended) : ended;
  return (
    <section class="results">
      <ResultList
        original={originalOf(state, image)}
        results={state.family.filter(isResult)}
        order="oldest-first"
        pending={running.length > 0}
        selectedId={image.id}
        onSelect={(id) => {
          if (id !== image.id) model.openImage(id);
        }}
      />
      <ResultActions
        services={services}
        model={model}
        result={image}
        isPrimary={session.isFinished.value}
        canCompare={state.parent !== undefined && isResult(image)}
      >
        <PutOnPageButton {...{ services, model, result: image }} />
      </ResultActions>
      <div class="job-line">
        <RunningJobs services={services} jobs={running} model={model} />
        {told && (
          <JobOutcome
            named={interrupted.length > 0}
            {...{ job: told, result: told === maker ? image : undefined, services, model }}
            {...(told.kind === 'edit' && told.imageId === image.id && { retryTighter })}
          />
        )}
        {interrupted.map((job) => (
          <JobOutcome key={job.id} named {...{ job, result: undefined, services, model }} />
        ))}
      </div>
    </section>
  );
}

/** What the edits began with: the image that was taken, or the larger canvas around it that this one is made from. */
function originalOf({ family }: PanelState, image: ImageRecord): ImageRecord | undefined {
  for (let each: ImageRecord | undefined = image; each; each = parentIn(family, each))
    if (!isResult(each)) return each;
  return family.find((each) => !isResult(each));
}

const parentIn = (family: readonly ImageRecord[], { parentId }: ImageRecord) =>
  family.find(({ id }) => id === parentId);
