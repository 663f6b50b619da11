import { afterAll, afterEach, beforeEach } from 'vitest';
import type { RecordedRequest } from '../../images-server/recorder';
import { type ImagesServer, startImagesServer } from '../../images-server/server';
import { type BrowserName, connectionOf, type JobBrowser, type PanelPage } from './job-browser';
import { end, isKept, preparePicture, press, untilShown } from './job-panel';
import { type ShownPanel, store } from './panel-tasks';
import { startJobBrowser } from './start-browser';

/** A browser with a painted picture in its panel, and the server that it calls. */
export interface Scene {
  readonly browser: JobBrowser;
  readonly server: ImagesServer;
  panel: PanelPage;
  /** The requests of one job; jobs are told apart by their prompts. */
  requestsOf(prompt: string): RecordedRequest[];
  close(): Promise<void>;
}

export interface SceneOptions {
  /** Of the picture, image px. */
  readonly width: number;
  readonly height: number;
  /** How many jobs run at the same time. */
  readonly atOnce: number;
}

export async function startScene(
  name: BrowserName,
  { width, height, atOnce }: SceneOptions,
): Promise<Scene> {
  const server = await startImagesServer();
  const browser = await startJobBrowser(name);
  const panel = await browser.openPanel();
  await panel.run(store, { ...connectionOf(server), jobs: { atOnce, notify: false } });
  await preparePicture(panel, width, height);
  return {
    browser,
    server,
    panel,
    requestsOf: (prompt) => server.requests.filter(({ fields }) => fields.prompt === prompt),
    async close() {
      await browser.close();
      await server.close();
    },
  };
}

/**
 * A scene for the tests of a group. Each leaves it at the painted picture; after one that did not get there
 * the next begins with a scene of its own.
 */
export function useScene(name: BrowserName, options: SceneOptions): () => Scene {
  let scene: Scene | undefined;
  const close = async () => {
    await scene?.close();
    scene = undefined;
  };
  beforeEach(async () => {
    scene ??= await startScene(name, options);
  });
  afterEach(async ({ task }) => {
    if (task.result?.state === 'fail') await close();
  });
  afterAll(close);
  return () => {
    if (!scene) throw new Error('There is a scene only within a test.');
    return scene;
  };
}

/** What the panel says of a job that has ended. */
export interface Settled {
  /** The code of the alert, `result`, or `cancelled`. */
  readonly outcome: string;
  /** The alert's paragraphs: what happened, and what to do. */
  readonly words: readonly string[];
  readonly kept: boolean;
}

/** Whether the panel shows a job's end; where several jobs were cut off, their alerts name them. */
const alertFor = ({ alerts }: ShownPanel, code: string, prompt: string) =>
  alerts
    .filter((alert) => alert.code === code)
    .find(({ words }) => alerts.length === 1 || words.includes(prompt));

const showsResult = ({ isResult, outcome }: ShownPanel): boolean =>
  isResult && /(^|\D)0 of [1-9][\d,]* pixels changed outside/.test(outcome);

/** Waits for a job's end and until the panel shows it; goes back to the picture. */
export async function settle({ panel }: Scene, prompt: string): Promise<Settled> {
  const { state, code = '' } = await end(panel, prompt);
  const isShown = (what: ShownPanel): boolean => {
    if (code) return alertFor(what, code, prompt) !== undefined;
    if (state === 'cancelled')
      return what.outcome.startsWith('Cancelled') || what.outcome.startsWith('Stopped');
    return showsResult(what);
  };
  const what = await untilShown(panel, `the end of "${prompt}": ${state} ${code}`, isShown);
  if (what.isResult) await press(panel, 'Original');
  return {
    outcome: code || (state === 'succeeded' ? 'result' : state),
    words: alertFor(what, code, prompt)?.words ?? [],
    kept: await isKept(panel, prompt),
  };
}
