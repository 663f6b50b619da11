import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { fillHole } from '../utils/fill/complete';
import type { FillAnswer, FillRequest } from '../utils/fill/run-fill';

/** Shares are told at most that often, ms. */
const tellEveryMs = 100;

/** Fills one hole beside the thread of the extension's pages. */
export default defineUnlistedScript(() => {
  const say = (answer: FillAnswer) => self.postMessage(answer);
  self.addEventListener('message', ({ data }: MessageEvent<FillRequest>) => {
    try {
      const work = fillHole(data.part, data.options);
      let told = performance.now();
      for (;;) {
        const step = work.next();
        if (step.done) return say({ filled: step.value });
        if (performance.now() - told < tellEveryMs) continue;
        told = performance.now();
        say({ share: step.value });
      }
    } catch (error) {
      say({ error: error instanceof Error ? error.message : String(error) });
    }
  });
});
