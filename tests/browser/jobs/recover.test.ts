import { beforeEach, expect, it, vi } from 'vitest';
import { type RecoveryRules, recoverJobs } from '../../../utils/jobs/recover';
import type { Library } from '../../../utils/library/database';
import { failWrites } from '../../support/failing-writes';
import { addJob, emptyLibrary, stateOf } from './jobs-fixture';

let library: Library;

beforeEach(() => {
  library = emptyLibrary();
});

/** Recovers in a worker that runs no job; returns what it took up and what it told of. */
async function recover(rules: Partial<RecoveryRules> = {}) {
  const takenUp: string[] = [];
  const told: string[] = [];
  await recoverJobs(library, {
    isOurs: () => false,
    isBrowserStart: false,
    takeUp: (id) => takenUp.push(id),
    onEnd: async ({ id, state }) => void told.push(`${id} ${state}`),
    ...rules,
  });
  return { takenUp, told };
}

it.each([
  ['preparing', 'interrupted-before-sending'],
  ['sent', 'interrupted-after-sending'],
  ['streaming', 'interrupted-after-sending'],
  ['compositing', 'interrupted-after-sending'],
] as const)('ends a job that another worker left in %s as %s', async (state, code) => {
  const { id } = await addJob(library, state);
  await recover();
  const job = await library.jobs.get(id);
  expect(job).toMatchObject({ state: 'interrupted', error: { code } });
  expect(job?.endedAt).toBeGreaterThan(0);
});

it('leaves the jobs of this worker alone', async () => {
  const ours = await addJob(library, 'sent');
  const other = await addJob(library, 'sent');
  await recover({ isOurs: (id) => id === ours.id, isBrowserStart: true });
  expect(await stateOf(library, ours.id)).toBe('sent');
  expect(await stateOf(library, other.id)).toBe('interrupted');
});

it('leaves a queued job to its message at a worker start', async () => {
  const { id } = await addJob(library);
  await recover();
  expect(await stateOf(library, id)).toBe('queued');
});

it('ends a queued job at a browser start, when its message is gone', async () => {
  const { id } = await addJob(library);
  await recover({ isBrowserStart: true });
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
    await recover({ isBrowserStart: true });
    expect(await library.jobs.get(id)).toEqual(before);
  },
);

it('ends a queued job whose panel was closed before its message was sent', async () => {
  const { id } = await addJob(library);
  await library.jobs.update(id, { createdAt: Date.now() - 60_000 });
  await recover();
  expect(await stateOf(library, id)).toBe('interrupted');
});

it('takes up a job whose answer had come, but not twice', async () => {
  const { id } = await addJob(library, 'compositing');
  await library.jobs.update(id, { answers: [new Blob(['a picture'])] });
  expect(await recover()).toEqual({ takenUp: [id], told: [] });
  expect(await stateOf(library, id)).toBe('compositing');
  await library.jobs.update(id, { resumedAt: Date.now() });
  expect(await recover()).toEqual({ takenUp: [], told: [`${id} interrupted`] });
  expect((await library.jobs.get(id))?.answers).toHaveLength(1);
});

it('goes on to the others where one can’t be ended, and where telling of one fails', async () => {
  vi.spyOn(console, 'warn').mockImplementation(() => undefined);
  const broken = await addJob(library, 'sent');
  const others = [await addJob(library, 'sent'), await addJob(library, 'streaming')];
  library.close();
  failWrites(library, ({ values }) =>
    values.some((value) => (value as { id?: string }).id === broken.id),
  );
  await library.open();
  await recover({ onEnd: () => Promise.reject(new Error('nobody listens')) });
  for (const { id } of others) expect(await stateOf(library, id)).toBe('interrupted');
  expect(await stateOf(library, broken.id)).toBe('sent');
});

it('tells of each job that it has ended', async () => {
  const { id } = await addJob(library, 'sent');
  await addJob(library, 'succeeded');
  expect((await recover()).told).toEqual([`${id} interrupted`]);
});
