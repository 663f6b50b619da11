import { mkdirSync, writeFileSync } from 'node:fs';
import type { Page } from 'playwright';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../utils/errors';
import type { JobRecord, JobState } from '../../utils/library/records';
import {
  ANSWER_FAULTS,
  type Behaviour,
  ERROR_FAULTS,
  type FaultKind,
} from '../images-server/behaviour';
import { killWorker } from '../rig/kill-worker';
import { newestRecord } from './library';
import { ask, button, openPanelTab, openPlainPicture, paint } from './steps';
import { startWorld, type World } from './world';

/*
 * Every fault that the local server knows and every end that a user or the browser can make of a job, at
 * each state that it can strike in; what came of it is written to `out/faults-table.md`.
 */

let world: World;
let panel: Page;

interface Row {
  readonly fault: string;
  readonly state: JobState;
  readonly outcome: string;
  readonly requests: number;
}

const rows: Row[] = [];

beforeAll(async () => {
  world = await startWorld({ headless: true });
  panel = await openPanelTab(world.browser);
  await openPlainPicture(panel);
  await paint(panel);
});
afterAll(async () => {
  await world?.stop();
  mkdirSync('out', { recursive: true });
  writeFileSync('out/faults-table.md', tableOf(rows));
});
beforeEach(() => world.server.reset());

const tableOf = (all: readonly Row[]): string =>
  [
    '# What becomes of a job',
    '',
    'Written by `tests/e2e/faults-table.test.ts`, in Chromium. "State" is where the fault strikes.',
    '',
    '| fault | state | outcome | requests sent |',
    '|---|---|---|---|',
    ...all.map((row) => `| ${row.fault} | ${row.state} | ${row.outcome} | ${row.requests} |`),
    '',
  ].join('\n');

const posts = () => world.server.requests.filter(({ method }) => method === 'POST').length;
const newestJob = () => newestRecord<JobRecord>(panel, 'jobs');

/** Asks for something new and waits until its job is stored. */
async function begin(prompt: string): Promise<void> {
  await ask(panel, prompt);
  await expect.poll(async () => (await newestJob()).prompt).toBe(prompt);
}

const reached = (state: JobState) =>
  expect.poll(async () => (await newestJob()).state, { timeout: 20_000 }).toBe(state);

/** Waits for the job's end, gives a second request the time to be sent, and notes what came of it. */
async function note(fault: string, state: JobState): Promise<Row> {
  await expect.poll(async () => (await newestJob()).endedAt, { timeout: 30_000 }).toBeDefined();
  const job = await newestJob();
  const outcome = job.error ? `${job.state}: \`${job.error.code}\`` : job.state;
  const row = { fault, state, outcome, requests: posts() };
  rows.push(row);
  return row;
}

const failing: Readonly<Partial<Record<FaultKind, ErrorCode>>> = {
  invalid_api_key: 'key-wrong',
  organization_not_verified: 'organization-unverified',
  moderation_blocked: 'moderation-blocked',
  invalid_size: 'size-invalid',
  invalid_image_file: 'image-rejected',
  mask_size_mismatch: 'mask-rejected',
  unknown_parameter: 'parameter-unknown',
  model_not_found: 'model-not-found',
  rate_limit_exceeded: 'rate-limited',
  insufficient_quota: 'quota-exhausted',
  project_spend_limit_exceeded: 'spend-limit-reached',
  organization_spend_limit_exceeded: 'spend-limit-reached',
  billing_hard_limit_reached: 'spend-limit-reached',
  http_500: 'server-failed',
  http_502: 'server-failed',
  http_503: 'server-failed',
  http_504: 'server-failed',
  error_event: 'server-failed',
  error_event_bare: 'server-failed',
  cut_in_base64: 'answer-incomplete',
  ended_in_base64: 'answer-incomplete',
  no_completed: 'answer-incomplete',
  reset_before_headers: 'server-unreachable',
  empty_body: 'answer-empty',
  undecodable_image: 'answer-undecodable',
  one_pixel: 'answer-misfit',
  html_200: 'not-an-images-api',
};

/** 429 is tried once more; where a kept-alive connection is reset, Chromium itself may send again. */
const mostRequests = (fault: FaultKind): number =>
  fault === 'rate_limit_exceeded' || fault === 'reset_before_headers' ? 2 : 1;

const strikesWhile = (kind: FaultKind): JobState =>
  kind !== 'reset_before_headers' && ANSWER_FAULTS.some((fault) => fault === kind)
    ? 'streaming'
    : 'sent';

describe('a fault of the server', () => {
  // The extension has learned not to ask for previews any more, which later cases need.
  afterAll(() => panel.evaluate(() => chrome.storage.local.remove('refusedFields')));

  const kinds = [...ERROR_FAULTS, ...ANSWER_FAULTS].filter((kind) => kind !== 'stall');

  it.each(kinds)('%s has its outcome by as many requests as allowed', async (kind) => {
    world.server.behave({ fault: { kind, times: Number.POSITIVE_INFINITY } });
    await begin(`a balloon (${kind})`);
    const { outcome, requests } = await note(kind, strikesWhile(kind));
    const code = failing[kind];
    expect(outcome).toBe(code ? `failed: \`${code}\`` : 'succeeded');
    expect(requests).toBeGreaterThanOrEqual(1);
    expect(requests).toBeLessThanOrEqual(mostRequests(kind));
  });
});

interface Strike {
  readonly state: JobState;
  readonly behaviour: Partial<Behaviour>;
  readonly requests: number;
  readonly interruption: ErrorCode;
}

const strikes: readonly Strike[] = [
  {
    state: 'sent',
    behaviour: { delayBeforeHeadersMs: 4000 },
    requests: 1,
    interruption: 'interrupted-after-sending',
  },
  {
    state: 'waiting',
    behaviour: { fault: { kind: 'rate_limit_exceeded', times: 1, retryAfterSeconds: 4 } },
    requests: 1,
    interruption: 'interrupted-while-waiting',
  },
  {
    state: 'streaming',
    behaviour: { delayBetweenEventsMs: 4000 },
    requests: 1,
    interruption: 'interrupted-after-sending',
  },
];

describe.each(strikes)('a job that is $state', ({ state, behaviour, requests, interruption }) => {
  it('is cancelled at once by the user, and nothing more is sent', async () => {
    world.server.behave(behaviour);
    await begin(`a kite cancelled (${state})`);
    await reached(state);
    await button(panel, state === 'waiting' ? 'Stop' : 'Cancel').click();
    expect(await note('cancelled by the user', state)).toMatchObject({
      outcome: 'cancelled',
      requests,
    });
  });

  it('is interrupted when the worker is killed, and nothing is sent again', async () => {
    world.server.behave(behaviour);
    await begin(`a kite killed (${state})`);
    await reached(state);
    await killWorker(world.browser);
    const { outcome } = await note('worker killed', state);
    expect(outcome).toBe(`interrupted: \`${interruption}\``);
    expect(posts()).toBe(requests);
  });

  it('goes on to its result when the panel is closed', async () => {
    world.server.behave(behaviour);
    await begin(`a kite alone (${state})`);
    await reached(state);
    await panel.close();
    panel = await openPanelTab(world.browser);
    const { outcome } = await note('panel closed', state);
    expect(outcome).toBe('succeeded');
    expect(posts()).toBe(state === 'waiting' ? 2 : 1);
  });
});

describe('a job that is queued', () => {
  const fillTheQueue = async (prompt: string) => {
    world.server.behave({ delayBeforeHeadersMs: 5000 });
    for (const name of ['first', 'second', prompt]) await begin(`a boat (${prompt}: ${name})`);
    await reached('queued');
    await expect.poll(posts).toBe(2);
  };
  const settled = () =>
    panel.getByRole('progressbar').first().waitFor({ state: 'detached', timeout: 20_000 });

  it('is cancelled at once by the user and never sent', async () => {
    await fillTheQueue('cancelled');
    await button(panel, 'Cancel').last().click();
    expect((await note('cancelled by the user', 'queued')).outcome).toBe('cancelled');
    await settled();
    expect(posts()).toBe(2);
    rows.push({ ...(rows.pop() as Row), requests: 0 }); // the two are of the jobs before it
  });

  it('is interrupted when the worker is killed, unsent', async () => {
    await fillTheQueue('killed');
    await killWorker(world.browser);
    const { outcome } = await note('worker killed', 'queued');
    expect(outcome).toBe('interrupted: `interrupted-before-sending`');
    await settled();
    expect(posts()).toBe(2);
    rows.push({ ...(rows.pop() as Row), requests: 0 }); // the two are of the jobs before it
  });
});
