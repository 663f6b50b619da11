import { AppError } from '../../utils/base/errors';
import { isOnDevice, type JobRecord } from '../../utils/library/jobs';
import { checkConnection } from '../../utils/server/connection';
import { jobServerOf } from '../../utils/settings/profiles';
import type { NewJob } from './create-job';
import { createJob, onceMore } from './create-job';
import { reopenJob, reopenToPaste } from './reopen-job';
import type { PanelServices } from './services';

type StartServices = Pick<PanelServices, 'library' | 'connection' | 'money' | 'sendCommand'>;

/**
 * Stores a job and hands it to the background.
 * @throws AppError of the connection; model-missing, monthly-limit-reached. Nothing is stored then. Never for what this
 *   device does by itself
 */
export async function startJob(services: StartServices, job: NewJob): Promise<void> {
  const { library, connection, money, sendCommand } = services;
  if (isOnDevice(job)) {
    const { id } = await createJob(library, { ...job, server: undefined });
    await sendCommand('start-job', { jobId: id });
    return;
  }
  // A press may be quicker than the storage: no limit known would be no limit.
  await Promise.all(
    [money, connection].map((setting) => setting.isLoaded.peek() || setting.reload()),
  );
  checkConnection(connection.current.value);
  if (job.options.model.trim() === '') throw new AppError('model-missing');
  const server = jobServerOf(connection.current.value);
  const { id } = await createJob(library, { ...job, server }, money.current.value.monthlyLimitUsd);
  await sendCommand('start-job', { jobId: id });
}

/** Starts an ended job once more, because the user has asked for it. */
export const tryAgain = (services: StartServices, job: JobRecord): Promise<void> =>
  startJob(services, onceMore(job));

/** Finishes an ended job whose answer is here; nothing is sent to the server. */
export async function finishAnew(
  { library, sendCommand }: Pick<StartServices, 'library' | 'sendCommand'>,
  { id }: JobRecord,
): Promise<void> {
  if (await reopenJob(library, id)) await sendCommand('start-job', { jobId: id });
}

/** Puts in as it lies what was refused as reframed; nothing is sent to the server. */
export async function pasteAnyway(
  { library, sendCommand }: Pick<StartServices, 'library' | 'sendCommand'>,
  { id }: JobRecord,
): Promise<void> {
  if (await reopenToPaste(library, id)) await sendCommand('start-job', { jobId: id });
}
