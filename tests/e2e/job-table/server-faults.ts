import { afterAll, describe, expect, it } from 'vitest';
import { answerFaults, errorFaults, type FaultKind } from '../../images-server/behaviour';
import { editOutcomes } from '../../support/fault-outcomes';
import { type BrowserName, isHere } from './job-browser';
import { begin } from './job-panel';
import { settle, useScene } from './scene';
import { createRows } from './table';

/** 429 is tried once more; where a kept-alive connection is reset, browsers themselves may send again. */
const mostRequests = (fault: FaultKind): number =>
  fault === 'rate_limit_exceeded' || fault === 'reset_before_headers' ? 2 : 1;

const strikesWhile = (kind: FaultKind): string =>
  kind !== 'reset_before_headers' && answerFaults.some((fault) => fault === kind)
    ? 'streaming'
    : 'sent';

/** Each has the whole of a failure: its cause and the next step in whole English sentences. */
function expectSentences(words: readonly string[]): void {
  for (const text of words.slice(0, 2)) {
    expect(text).toMatch(/^[A-Z“].* .*[.]$/s);
    expect(text).not.toMatch(/\$\d|undefined|\b[45]\d\d\b/);
  }
}

/** A silent stream ends after minutes: `long-waits.ts`. */
const kinds = [...errorFaults, ...answerFaults].filter((kind) => kind !== 'stall');

/** Every fault that the local server knows. */
export function testServerFaults(name: BrowserName): void {
  describe.skipIf(!isHere(name))(`${name}: a fault of the server`, () => {
    const sceneOf = useScene(name, { width: 1280, height: 960, atOnce: 2 });
    const rows = createRows(`1-server-faults-${name}`);

    afterAll(rows.leave);

    it.each(kinds)('%s has its outcome by as many requests as allowed', async (kind) => {
      const scene = sceneOf();
      const { server, panel } = scene;
      server.reset();
      server.behave({ fault: { kind, times: Number.POSITIVE_INFINITY } });
      const prompt = `a balloon (${kind})`;
      await begin(panel, prompt);
      const { outcome, words, kept } = await settle(scene, prompt);
      const requests = server.requests.length;
      rows.note({
        strike: kind,
        state: strikesWhile(kind),
        browser: name,
        outcome,
        requests,
        kept,
      });
      const expected = editOutcomes[kind];
      expect(outcome).toBe(expected === 'picture' ? 'result' : expected);
      expectSentences(words);
      expect(kept).toBe(true);
      expect(requests).toBeGreaterThanOrEqual(1);
      expect(requests).toBeLessThanOrEqual(mostRequests(kind));
    });
  });
}
