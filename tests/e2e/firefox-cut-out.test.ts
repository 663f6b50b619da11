import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../rig/poll';
import { end, press, untilShown } from './job-table/job-panel';
import { showsMask, timeKept, watchThread } from './job-table/panel-tasks';
import { type Scene, startScene } from './job-table/scene';

let scene: Scene;

beforeAll(async () => {
  scene = await startScene('Firefox', { width: 4000, height: 3000, atOnce: 1 });
});
afterAll(() => scene?.close());

/** Share of the cut-out's time for which the panel's thread may be kept, by it or by a busy machine: on that thread it is all of it. */
const mostKept = 0.6;

it('Firefox cuts out of 12 megapixels beside its panel, without a request; Cancel ends it at once', async () => {
  const { panel, server } = scene;
  await press(panel, 'Cut out');
  await panel.run(watchThread, undefined);
  const began = performance.now();
  await press(panel, 'Clear this part');
  const { state, resultIds, code } = await end(panel, '');
  const took = performance.now() - began;
  const kept = await panel.run(timeKept, undefined);
  expect([state, code]).toEqual(['succeeded', undefined]);
  expect(resultIds).toHaveLength(1);
  expect(kept / took).toBeLessThan(mostKept);
  const { outcome } = await untilShown(panel, 'the result', (shown) => shown.outcome !== '');
  expect(outcome).toMatch(/^free, made on this device · .*\b0 of [\d,]+ pixels changed outside/);

  await press(panel, 'Original');
  await until('the mask', () => panel.run(showsMask, undefined));
  await press(panel, 'Cut out');
  await press(panel, 'Blur background');
  await press(panel, 'Cancel'); // there as long as it runs
  await untilShown(panel, 'that it is cancelled', (shown) => shown.outcome.startsWith('Cancelled'));
  expect(await end(panel, '')).toMatchObject({ state: 'cancelled', resultIds: [] });
  expect(server.requests.filter(({ method }) => method === 'POST')).toEqual([]);
});
