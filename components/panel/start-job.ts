import { checkConnection } from '../../utils/images-api/connection';
import { createJob, type NewJob, onceMore } from '../../utils/jobs/create-job';
import type { JobRecord } from '../../utils/library/records';
import type { PanelServices } from './services';

type StartServices = Pick<PanelServices, 'library' | 'connection' | 'money' | 'sendCommand'>;

/**
 * Stores a job and hands it to the background.
 * @throws AppError of the connection; monthly-limit-reached. Nothing is stored then
 */
export async function startJob(services: StartServices, job: NewJob): Promise<void> {
  const { library, connection, money, sendCommand } = services;
  checkConnection(connection.value.value);
  const { id } = await createJob(library, job, money.value.value.monthlyLimitUsd);
  await sendCommand('start-job', { jobId: id });
}

/** Starts an ended job once more, because the user has asked for it. */
export const tryAgain = (services: StartServices, job: JobRecord): Promise<void> =>
  startJob(services, onceMore(job));
