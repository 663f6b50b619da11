import '../../support/extension-storage';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createJob } from '../../../components/session/create-job';
import { startJob } from '../../../components/session/start-job';
import type { Library } from '../../../utils/library/database';
import { createSetting } from '../../../utils/settings/setting';
import { emptyLibrary } from '../jobs/jobs-fixture';

let library: Library;

beforeEach(() => {
  library = emptyLibrary();
  vi.useFakeTimers({ toFake: ['Date'] });
});
afterEach(() => vi.useRealTimers());

const size = { width: 1024, height: 1024 };
const options = { model: 'gpt-image-2', quality: 'low', variants: 1, size };
const wish = (prompt: string, estimatedUsd = 1) =>
  ({ kind: 'generate', prompt, options, estimatedUsd }) as const;

const lastNight = new Date(2026, 10, 30, 23, 59, 50);
const firstMinute = new Date(2026, 11, 1, 0, 0, 10);

describe('at the turn of the month', () => {
  it('is the same job still, for a wish that runs', async () => {
    vi.setSystemTime(lastNight);
    const { id } = await createJob(library, wish('a cat'));
    vi.setSystemTime(firstMinute);
    expect((await createJob(library, wish('a cat'))).id).toBe(id);
    expect(await library.jobs.count()).toBe(1);
  });

  it('counts for the new month what was asked for before and is sent in it', async () => {
    vi.setSystemTime(lastNight);
    const { id } = await createJob(library, wish('a cat'));
    vi.setSystemTime(firstMinute);
    const refused = { code: 'monthly-limit-reached' };
    await expect(createJob(library, wish('a dog'), 1.5)).rejects.toMatchObject(refused);
    await library.jobs.update(id, { state: 'succeeded', sentAt: Date.now(), costUsd: 1 });
    await expect(createJob(library, wish('a dog'), 1.5)).rejects.toMatchObject(refused);
  });

  it('counts for the old month what was sent in it', async () => {
    vi.setSystemTime(lastNight);
    const { id } = await createJob(library, wish('a cat'));
    await library.jobs.update(id, { state: 'succeeded', sentAt: Date.now(), costUsd: 1 });
    vi.setSystemTime(firstMinute);
    await createJob(library, wish('a dog'), 1.5);
    expect(await library.jobs.count()).toBe(2);
  });
});

it('is the same job still after the clock was set back a year', async () => {
  vi.setSystemTime(firstMinute);
  await createJob(library, wish('a cat'));
  vi.setSystemTime(new Date(2025, 11, 1));
  await createJob(library, wish('a cat'));
  expect(await library.jobs.count()).toBe(1);
});

it('knows the monthly limit also where it is asked for before the settings are there', async () => {
  /** A setting whose storage has not answered yet. */
  const late = <T extends object>(fallback: T, stored: T) => {
    let isFirst = true;
    return createSetting<T>({
      fallback,
      getValue: () => {
        if (!isFirst) return Promise.resolve(stored);
        isFirst = false;
        return new Promise(() => undefined);
      },
      setValue: async () => undefined,
      watch: () => () => undefined,
    });
  };
  const none = { apiKey: '', baseUrl: 'https://api.openai.com/v1' };
  const services = {
    library,
    connection: late(none, { ...none, apiKey: 'sk-test' }),
    money: late<{ monthlyLimitUsd?: number }>({}, { monthlyLimitUsd: 0.5 }),
    sendCommand: vi.fn(),
  };
  await expect(startJob(services, wish('a cat'))).rejects.toMatchObject({
    code: 'monthly-limit-reached',
  });
  expect(services.sendCommand).not.toHaveBeenCalled();
});
