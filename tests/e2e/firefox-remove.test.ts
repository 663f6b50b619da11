import { afterAll, beforeAll, expect, it } from 'vitest';
import { end, press, untilShown } from './job-table/job-panel';
import { timeKept, watchThread } from './job-table/panel-tasks';
import { type Scene, startScene } from './job-table/scene';

let scene: Scene;

beforeAll(async () => {
  scene = await startScene('Firefox', { width: 4000, height: 3000, atOnce: 1 });
});
afterAll(() => scene?.close());

/** Share of the removal's time for which the panel's thread may be kept: with all but the filling on it it is a third. */
const mostKept = 0.25;

it('Firefox removes what is painted from 12 megapixels beside its panel, without a request; Cancel ends it at once', async () => {
  const { panel, server } = scene;
  await panel.run(watchThread, undefined);
  const began = performance.now();
  await press(panel, 'Remove');
  const { state, resultIds, code } = await end(panel, '');
  const took = performance.now() - began;
  const kept = await panel.run(timeKept, undefined);
  expect([state, code]).toEqual(['succeeded', undefined]);
  expect(resultIds).toHaveLength(3);
  expect(kept / took).toBeLessThan(mostKept);
  const { outcome } = await untilShown(panel, 'the result', (shown) => shown.outcome !== '');
  expect(outcome).toMatch(
    /^free, made on this device · Only the painted area changed \(0 of [\d,]+ pixels changed outside\)$/,
  );

  await press(panel, 'Another try');
  await press(panel, 'Cancel'); // there as long as it runs
  await untilShown(panel, 'that it is cancelled', (shown) => shown.outcome.startsWith('Cancelled'));
  expect(await end(panel, '')).toMatchObject({ state: 'cancelled', resultIds: [] });
  expect(server.requests.filter(({ method }) => method === 'POST')).toEqual([]);
});
