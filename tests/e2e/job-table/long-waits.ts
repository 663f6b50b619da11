import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../../utils/base/errors';
import { until } from '../../rig/poll';
import { type BrowserName, isHere } from './job-browser';
import { begin, end } from './job-panel';
import { type Scene, settle, startScene } from './scene';
import { createRows } from './table';

const second = 1_000;

/** Silence before the answer's headers, s. Browsers end a background 30 s after its last event. */
const delays = [35, 100, 330] as const;

/** How long we wait for a stream that has fallen silent, s. */
const stallLimit = 360;

/** A stream of which only the headers came: Firefox 153 keeps those back until there is a byte of the body. */
const stalledAs: Readonly<Record<BrowserName, ErrorCode>> = {
  Chromium: 'answer-stalled',
  Firefox: 'timed-out',
};

const stalled = 'a balloon that never comes';
const delayed = (delay: number) => `a balloon after ${delay} s`;

/** Begins all jobs at once, closes the panel and detaches what would keep the background alive. */
async function startLongWaits(name: BrowserName): Promise<Scene> {
  const scene = await startScene(name, { width: 1280, height: 960, atOnce: delays.length + 1 });
  const { panel, server, browser, requestsOf } = scene;
  const send = async (prompt: string) => {
    await begin(panel, prompt);
    const hasArrived = () => requestsOf(prompt)[0]?.files.length === 2;
    await until('the request', hasArrived, { timeoutMs: 40 * second });
  };
  for (const delay of delays) {
    server.behave({ delayBeforeHeadersMs: delay * second });
    await send(delayed(delay));
  }
  server.behave({ delayBeforeHeadersMs: 0, fault: { kind: 'stall', times: 1 } });
  await send(stalled);
  await panel.close();
  await browser.letAlone();
  return scene;
}

/**
 * What becomes of jobs that take minutes, while no debugger is attached and no page of ours is open. All wait at the same
 * time, so that they take as long as the longest of them, and hardly any of the machine.
 */
export function testLongWaits(name: BrowserName): void {
  describe.skipIf(!isHere(name))('with no panel open and no debugger attached', () => {
    let scene: Scene;
    const rows = createRows(`3-long-waits-${name}`);

    beforeAll(async () => {
      scene = await startLongWaits(name);
    });
    afterAll(async () => {
      await scene?.close();
      rows.leave();
    });

    it.each(delays)('an answer after %d s arrives', { timeout: 400 * second }, async (delay) => {
      const hasCome = () => scene.requestsOf(delayed(delay))[0]?.answeredAt;
      await until(`the answer after ${delay} s`, hasCome, { timeoutMs: 350 * second });
    });

    it('a silent stream is given up after six minutes', { timeout: 450 * second }, async () => {
      const [request] = scene.requestsOf(stalled);
      const hungUp = () => request?.disconnectedAt;
      const at = await until('the end of patience', hungUp, { timeoutMs: 400 * second });
      expect(at - (request?.startedAt ?? at)).toBeGreaterThanOrEqual((stallLimit - 1) * second);
    });

    // Had something kept it alive all the time, it would not end now.
    it('the idle background ends', async () => {
      const hasEnded = async () => !(await scene.browser.backgroundRuns());
      await until('the idle background to end', hasEnded, { timeoutMs: 70 * second });
    });

    it('all outcomes are shown, by one request each', async () => {
      scene.panel = await scene.browser.openPanel();
      const { outcome, kept } = await settle(scene, stalled);
      const row = { browser: name, requests: 1, kept };
      rows.note({ ...row, strike: 'stall', state: 'streaming', outcome });
      expect([outcome, kept]).toEqual([stalledAs[name], true]);
      for (const delay of delays) {
        const { state } = await end(scene.panel, delayed(delay));
        const shown = state === 'succeeded' ? 'result' : state;
        rows.note({ ...row, strike: `answer after ${delay} s`, state: 'sent', outcome: shown });
        expect(shown).toBe('result');
      }
      expect(scene.server.requests).toHaveLength(delays.length + 1);
    });
  });
}
