import { afterAll, beforeAll, expect, it } from 'vitest';
import { end, press, untilShown } from './job-table/job-panel';
import { type Scene, startScene } from './job-table/scene';

let scene: Scene;

beforeAll(async () => {
  scene = await startScene('Firefox', { width: 1200, height: 900, atOnce: 1 });
});
afterAll(() => scene?.close());

it('Firefox removes what is painted, in a worker, without a request', async () => {
  const { panel, server } = scene;
  await press(panel, 'Remove');
  const { state, resultIds, code } = await end(panel, '');
  expect([state, code]).toEqual(['succeeded', undefined]);
  expect(resultIds).toHaveLength(3);
  const { outcome } = await untilShown(panel, 'the result', (shown) => shown.outcome !== '');
  expect(outcome).toMatch(
    /^free, made on this device · Only the painted area changed \(0 of [\d,]+ pixels changed outside\)$/,
  );
  expect(server.requests.filter(({ method }) => method === 'POST')).toEqual([]);
});
