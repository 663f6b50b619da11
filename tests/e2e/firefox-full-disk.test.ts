import { afterAll, afterEach, describe, expect, it } from 'vitest';
import { type ImagesServer, startImagesServer } from '../images-server/server';
import { type Firefox, findFirefox, launchFirefox } from '../rig/firefox';
import { until } from '../rig/poll';
import { type Profile, takeProfile } from '../rig/profile';
import { builtForFirefox } from './firefox-steps';
import { connectionOf, type PanelPage } from './job-table/job-browser';
import { begin, isKept, preparePicture, press, untilShown } from './job-table/job-panel';
import { store } from './job-table/panel-tasks';
import { refusePictures } from './job-table/refuse-pictures';
import { openFirefoxPanel } from './job-table/start-browser';
import { createRows } from './job-table/table';

/** What `full-disk.test.ts` tests, in Firefox. */

/** All that pages may store, KB, of which an extension gets a part; -1 is what the disk has. */
const disk = (limit: number) => ({ 'dom.quotaManager.temporaryStorage.fixedLimit': limit });

const size = { width: 480, height: 360 };

const rows = createRows('3-full-disk-Firefox');
afterAll(rows.leave);

let server: ImagesServer | undefined;
let profile: Profile | undefined;
let firefox: Firefox | undefined;
let panel: PanelPage;

afterEach(async () => {
  await firefox?.close();
  await profile?.release();
  await server?.close();
  firefox = profile = server = undefined;
});

async function start(preferences: Record<string, number> = {}): Promise<Firefox> {
  server ??= await startImagesServer();
  profile ??= takeProfile();
  const extensionPath = builtForFirefox;
  firefox = await launchFirefox({ extensionPath, profile: profile.folder, preferences });
  panel = await openFirefoxPanel(firefox);
  await panel.run(store, connectionOf(server));
  return firefox;
}

const posts = () => server?.requests.filter(({ method }) => method === 'POST') ?? [];

/** Waits for the alert, and notes for the table of faults what else is shown. */
async function note(strike: string, state: string, outcome: string, prompt: string) {
  const shown = await untilShown(panel, outcome, ({ alerts }) =>
    alerts.some(({ code }) => code === outcome),
  );
  expect(shown.alerts.find(({ code }) => code === outcome)?.words.join('')).toBeTruthy();
  const kept = await isKept(panel, prompt);
  rows.note({ strike, state, browser: 'Firefox', outcome, requests: posts().length, kept });
  expect(kept).toBe(true);
}

describe.skipIf(findFirefox() === undefined)('Firefox on a full disk', () => {
  it('keeps a paid answer that finds no room, and stores it when there is some', async () => {
    const { inBackground } = await start();
    await preparePicture(panel, size.width, size.height);
    server?.behave({ delayBeforeHeadersMs: 600_000 });
    await begin(panel, 'a red balloon');
    await until('the request', () => posts()[0]?.files.length === 2, { timeoutMs: 40_000 });
    await inBackground(`(${refusePictures})(true)`);
    server?.release();
    await note('no room for the answer', 'storing', 'answer-held', 'a red balloon');

    await inBackground(`(${refusePictures})(false)`);
    const { outcome } = await untilShown(panel, 'the result', ({ isResult }) => isResult);
    expect(outcome).toMatch(/changed outside/);
    expect(posts()).toHaveLength(1); // paid once
  });

  it('sends nothing where there is no room from the start, and goes on once there is', async () => {
    const { crash } = await start(disk(20_480));
    await preparePicture(panel, size.width, size.height);
    await begin(panel, 'a blue balloon');
    await note('no room for an answer', 'preparing', 'storage-full', 'a blue balloon');
    expect(posts()).toHaveLength(0);
    await crash();
    await start(disk(-1));
    expect(await isKept(panel, 'a blue balloon')).toBe(true);
    await press(panel, 'Repaint');
    await until('the request', () => posts().length === 1, { timeoutMs: 40_000 });
  });
});
