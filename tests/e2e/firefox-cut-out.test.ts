import { afterAll, beforeAll, expect, it } from 'vitest';
import { end, press, untilShown } from './job-table/job-panel';
import { type Scene, startScene } from './job-table/scene';

let scene: Scene;

beforeAll(async () => {
  scene = await startScene('Firefox', { width: 1200, height: 900, atOnce: 1 });
});
afterAll(() => scene?.close());

it('Firefox cuts out what is painted, without a request', async () => {
  const { panel, server } = scene;
  await press(panel, 'Cut out');
  await press(panel, 'Clear this part');
  const { state, resultIds, code } = await end(panel, '');
  expect([state, code]).toEqual(['succeeded', undefined]);
  expect(resultIds).toHaveLength(1);
  const { outcome } = await untilShown(panel, 'the result', (shown) => shown.outcome !== '');
  expect(outcome).toMatch(/^free, made on this device · .*\b0 of [\d,]+ pixels changed outside/);
  expect(server.requests.filter(({ method }) => method === 'POST')).toEqual([]);
});
