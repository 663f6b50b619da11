import { beforeEach, expect, it } from 'vitest';
import { recoverJobs } from '../../../utils/jobs/recover';
import type { Library } from '../../../utils/library/database';
import { addJob, emptyLibrary, stateOf } from './jobs-fixture';

let library: Library;

beforeEach(() => {
  library = emptyLibrary();
});

const noneIsOurs = () => false;

it.each([
  ['preparing', 'interrupted-before-sending'],
  ['sent', 'interrupted-after-sending'],
  ['streaming', 'interrupted-after-sending'],
  ['compositing', 'interrupted-after-sending'],
] as const)('ends a job that another worker left in %s as %s', async (state, code) => {
  const { id } = await addJob(library, state);
  await recoverJobs(library, noneIsOurs, false);
  const job = await library.jobs.get(id);
  expect(job).toMatchObject({ state: 'interrupted', error: { code } });
  expect(job?.endedAt).toBeGreaterThan(0);
});

it('leaves the jobs of this worker alone', async () => {
  const ours = await addJob(library, 'sent');
  const other = await addJob(library, 'sent');
  await recoverJobs(library, (id) => id === ours.id, true);
  expect(await stateOf(library, ours.id)).toBe('sent');
  expect(await stateOf(library, other.id)).toBe('interrupted');
});

it('leaves a queued job to its message at a worker start', async () => {
  const { id } = await addJob(library);
  await recoverJobs(library, noneIsOurs, false);
  expect(await stateOf(library, id)).toBe('queued');
});

it('ends a queued job at a browser start, when its message is gone', async () => {
  const { id } = await addJob(library);
  await recoverJobs(library, noneIsOurs, true);
  expect(await library.jobs.get(id)).toMatchObject({
    state: 'interrupted',
    error: { code: 'interrupted-before-sending' },
  });
});

it.each(['succeeded', 'failed', 'cancelled', 'interrupted'] as const)(
  'does not touch a job that has %s',
  async (state) => {
    const { id } = await addJob(library, state);
    const before = await library.jobs.get(id);
    await recoverJobs(library, noneIsOurs, true);
    expect(await library.jobs.get(id)).toEqual(before);
  },
);
