import { beforeEach, describe, expect, it } from 'vitest';
import { AppError } from '../../../utils/base/errors';
import { changeJob } from '../../../utils/jobs/change-job';
import { createJobRunner, type JobRunner, type JobWork } from '../../../utils/jobs/job-runner';
import type { Library } from '../../../utils/library/database';
import type { JobRecord } from '../../../utils/library/jobs';
import { addJob, emptyLibrary, stateOf } from './jobs-fixture';

let library: Library;

beforeEach(() => {
  library = emptyLibrary();
});

const runnerOf = (generate: JobWork): JobRunner =>
  createJobRunner(
    library,
    { generate, edit: generate, onDevice: generate },
    { atOnce: async () => 4 },
  );

/** Work that counts its calls, says when it has sent and ends when the test lets it. */
function fakeWork() {
  const sent: string[] = [];
  let release: () => void = () => undefined;
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const work: JobWork = async (_signal, { id }: JobRecord) => {
    await changeJob(library, id, 'preparing');
    if (!(await changeJob(library, id, 'sent'))) return;
    sent.push(id);
    await released;
    await changeJob(library, id, 'compositing');
    await changeJob(library, id, 'succeeded', { endedAt: Date.now() });
  };
  return { work, sent, release: () => release() };
}

describe('the job runner', () => {
  it('runs a queued job to its end, once, however often it is told', async () => {
    const { work, sent, release } = fakeWork();
    const runner = runnerOf(work);
    const { id } = await addJob(library);
    runner.start(id);
    runner.start(id);
    await expect.poll(() => sent).toEqual([id]);
    expect(runner.isRunning(id)).toBe(true);
    release();
    await expect.poll(() => stateOf(library, id)).toBe('succeeded');
    await expect.poll(() => runner.isRunning(id)).toBe(false);
    runner.start(id);
    await expect.poll(() => runner.isRunning(id)).toBe(false);
    expect(sent).toEqual([id]);
  });

  it('never sends a job that was cancelled before it was begun', async () => {
    const { work, sent } = fakeWork();
    const runner = runnerOf(work);
    const { id } = await addJob(library);
    runner.cancel(id);
    await expect.poll(() => stateOf(library, id)).toBe('cancelled');
    runner.start(id);
    await expect.poll(() => runner.isRunning(id)).toBe(false);
    expect(sent).toEqual([]);
    expect(await stateOf(library, id)).toBe('cancelled');
  });

  it('never sends a job that is cancelled right after it was started', async () => {
    const { work, sent } = fakeWork();
    const runner = runnerOf(work);
    const { id } = await addJob(library);
    runner.start(id);
    runner.cancel(id);
    await expect.poll(() => stateOf(library, id)).toBe('cancelled');
    await expect.poll(() => runner.isRunning(id)).toBe(false);
    expect(sent).toEqual([]);
  });

  it('leaves a cancelled job cancelled though its answer still comes', async () => {
    const { work, sent, release } = fakeWork();
    const runner = runnerOf(work);
    const { id } = await addJob(library);
    runner.start(id);
    await expect.poll(() => sent).toEqual([id]);
    runner.cancel(id);
    release();
    await expect.poll(() => runner.isRunning(id)).toBe(false);
    expect(await stateOf(library, id)).toBe('cancelled');
  });

  it('tells the work that it is cancelled, and shows no failure for that', async () => {
    const runner = runnerOf(async (signal, { id }) => {
      await changeJob(library, id, 'preparing');
      await new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason));
      });
    });
    const { id } = await addJob(library);
    runner.start(id);
    await expect.poll(() => stateOf(library, id)).toBe('preparing');
    runner.cancel(id);
    await expect.poll(() => runner.isRunning(id)).toBe(false);
    expect(await library.jobs.get(id)).toMatchObject({ state: 'cancelled' });
    expect((await library.jobs.get(id))?.error).toBeUndefined();
  });

  it('stores why a job failed', async () => {
    const runner = runnerOf(() =>
      Promise.reject(new AppError('rate-limited', { details: { status: 429 } })),
    );
    const { id } = await addJob(library);
    runner.start(id);
    await expect.poll(() => stateOf(library, id)).toBe('failed');
    const job = await library.jobs.get(id);
    expect(job?.error).toEqual({ code: 'rate-limited', status: 429 });
    expect(job?.endedAt).toBeGreaterThan(0);
  });

  it('leaves a job alone that another worker has sent', async () => {
    const { work, sent } = fakeWork();
    const runner = runnerOf(work);
    const { id } = await addJob(library, 'sent');
    runner.start(id);
    await expect.poll(() => runner.isRunning(id)).toBe(false);
    expect(sent).toEqual([]);
    expect(await stateOf(library, id)).toBe('sent');
  });
});
