import { afterAll, describe, expect, it } from 'vitest';
import { until } from '../../rig/poll';
import { beginAndHold, type Hold, holds, letGo } from './holds';
import { type BrowserName, isHere } from './job-browser';
import { end, press } from './job-panel';
import { forgetDeaths } from './panel-tasks';
import { settle, useScene } from './scene';
import { createRows } from './table';

const patience = { timeoutMs: 80_000 };

/** Every end that a user or a browser can make of a job, in each of its states. */
export function testEnds(name: BrowserName): void {
  const rows = createRows(`2-ends-${name}`);
  afterAll(rows.leave);

  describe.skipIf(!isHere(name)).each(holds)(`${name}, $where:`, ({ picture, holds }) => {
    const sceneOf = useScene(name, { ...picture, atOnce: 1 });

    /** Waits for what is shown of the job at last, and notes it. */
    async function outcomeOf(strike: string, { state }: Hold, prompt: string): Promise<string> {
      const scene = sceneOf();
      const { outcome, kept } = await settle(scene, prompt);
      const requests = scene.requestsOf(prompt).length;
      rows.note({ strike, state, browser: name, outcome, requests, kept });
      expect(kept).toBe(true);
      return outcome;
    }

    /** A job that was cut off has sent nothing more, and is started once more by one click. */
    async function expectCutOff(strike: string, hold: Hold, prompt: string): Promise<void> {
      const scene = sceneOf();
      expect(await outcomeOf(strike, hold, prompt)).toBe(hold.cutOff);
      expect(scene.requestsOf(prompt)).toHaveLength(hold.sent);
      if (hold.cutOff === 'result') return;
      letGo(scene);
      await press(scene.panel, 'Try again', hold.state === 'queued' ? prompt : null);
      await until('the request', () => scene.requestsOf(prompt).length > hold.sent, patience);
      expect((await settle(scene, prompt)).outcome).toBe('result');
      expect(scene.requestsOf(prompt)).toHaveLength(hold.sent + 1);
    }

    describe.each(holds)('a job that is $state', (hold) => {
      const { state } = hold;

      it('is cancelled at once by the user; a picture that had come is kept', async () => {
        const scene = sceneOf();
        const prompt = `a kite, ${state}, cancelled`;
        await beginAndHold(scene, hold, prompt);
        const label = state === 'waiting' ? 'Stop' : 'Cancel';
        await press(scene.panel, label, state === 'queued' ? prompt : null);
        expect(await outcomeOf('cancelled by the user', hold, prompt)).toBe('cancelled');
        expect(scene.requestsOf(prompt)).toHaveLength(hold.sent);
        const results = state === 'compositing' ? 1 : 0;
        const kept = async () => (await end(scene.panel, prompt)).resultIds.length === results;
        await until('the picture that had come', kept, patience);
      });

      it('says the truth when its background is killed, and sends nothing again', async () => {
        const scene = sceneOf();
        const prompt = `a kite, ${state}, background killed`;
        await beginAndHold(scene, hold, prompt);
        await scene.browser.killBackground();
        await expectCutOff('background killed', hold, prompt);
      });

      it('goes on to its result when the panel is closed', async () => {
        const scene = sceneOf();
        const prompt = `a kite, ${state}, panel closed`;
        await beginAndHold(scene, hold, prompt);
        await scene.panel.close();
        const answered = () =>
          scene.requestsOf(prompt).filter(({ answeredAt }) => answeredAt).length === hold.sentInAll;
        await until('the last answer', answered, patience);
        scene.panel = await scene.browser.openPanel();
        expect(await outcomeOf('panel closed', hold, prompt)).toBe('result');
        expect(scene.requestsOf(prompt)).toHaveLength(hold.sentInAll);
      });

      it('says the truth when all of the browser was killed, and sends nothing again', async () => {
        const scene = sceneOf();
        const prompt = `a kite, ${state}, browser killed`;
        await beginAndHold(scene, hold, prompt);
        await scene.browser.crashAndRestart();
        const first = await scene.browser.openPanel();
        await first.run(forgetDeaths, undefined);
        await first.close();
        scene.panel = await scene.browser.openPanel();
        await expectCutOff('browser killed and started again', hold, prompt);
      });
    });
  });
}
