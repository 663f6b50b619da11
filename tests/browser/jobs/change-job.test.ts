import { expect, it } from 'vitest';
import { changeJob } from '../../../utils/jobs/change-job';
import { addJob, emptyLibrary } from './jobs-fixture';

it('moves a job on together with what belongs to the new state', async () => {
  const library = emptyLibrary();
  const { id } = await addJob(library, 'preparing');
  expect(await changeJob(library, id, 'sent', { sentAt: 5 })).toBe(true);
  expect(await library.jobs.get(id)).toMatchObject({ state: 'sent', sentAt: 5 });
});

it('changes nothing of a job that has ended, and says so', async () => {
  const library = emptyLibrary();
  const { id } = await addJob(library, 'cancelled');
  expect(await changeJob(library, id, 'sent', { sentAt: 5 })).toBe(false);
  const job = await library.jobs.get(id);
  expect([job?.state, job?.sentAt]).toEqual(['cancelled', undefined]);
});

it('lets only one of two win that change a job at the same time', async () => {
  const library = emptyLibrary();
  const { id } = await addJob(library, 'compositing');
  const won = await Promise.all([
    changeJob(library, id, 'cancelled'),
    changeJob(library, id, 'succeeded'),
  ]);
  expect(won).toEqual([true, false]);
  expect((await library.jobs.get(id))?.state).toBe('cancelled');
});

it('says of a job that is not there that nothing was changed', async () => {
  expect(await changeJob(emptyLibrary(), 'no job', 'preparing')).toBe(false);
});
