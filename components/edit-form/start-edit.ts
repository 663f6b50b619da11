import { packDrawing } from '../../utils/drawing/pack';
import { checkConnection } from '../../utils/images-api/connection';
import { checkPrompt } from '../../utils/jobs/check-prompt';
import type { NewEdit } from '../../utils/jobs/create-job';
import type { EditJobOptions } from '../../utils/library/job-records';
import { changeWorkspace } from '../../utils/library/workspace';
import { startJob } from '../panel/start-job';
import { checkedPlan, optionsOf, referenceIds, type SessionState } from './session-plan';

/** For this job only. */
type Change = Pick<EditJobOptions, 'tighter'>;

/** The edit that would be asked for now. */
export const wishOf = (session: SessionState, change: Change = {}): NewEdit => ({
  kind: 'edit',
  imageId: session.image.id,
  drawing: packDrawing(session.mask.state.value.steps),
  prompt: session.prompt.value.trim(),
  references: referenceIds(session),
  options: optionsOf(session, change),
});

/**
 * Checks everything that can be checked without sending, then stores the job and starts it.
 * @throws AppError of the first thing that is missing
 */
export async function startEdit(
  session: SessionState,
  estimatedUsd: number | undefined,
  change: Change,
): Promise<void> {
  const { services } = session;
  const wish = wishOf(session, change);
  checkedPlan(session, wish.options);
  const prompt = checkPrompt(session.prompt.value);
  checkConnection(services.connection.value.value);
  await changeWorkspace(services.library, { resultId: undefined });
  await startJob(services, { ...wish, prompt, estimatedUsd });
}
