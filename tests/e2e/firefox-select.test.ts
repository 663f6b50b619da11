import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../rig/poll';
import { end, press, untilShown } from './job-table/job-panel';
import { stageBox } from './job-table/panel-tasks';
import { type Scene, startScene } from './job-table/scene';

const size = { width: 1200, height: 900, atOnce: 1 };
let scene: Scene;

beforeAll(async () => {
  scene = await startScene('Firefox', size);
});
afterAll(() => scene?.close());

it('Firefox shows what a click would take, takes it and removes it', async () => {
  const { panel, server } = scene;
  await press(panel, 'More tools');
  await press(panel, 'Clear');
  await press(panel, 'Select');
  const box = await panel.run(stageBox, size.width);
  if (!box) throw new Error('no stage');
  await panel.mouse.move(box.x + 0.5 * box.width, box.y + 0.5 * box.height);
  const isShown = () =>
    panel.run(() => document.querySelector('.mask-choice[data-shown]') !== null, undefined);
  await until('what a click would take', isShown, { timeoutMs: 30_000 });
  await panel.mouse.down();
  await panel.mouse.up();
  const isSaid = () =>
    panel.run(
      () =>
        [...document.querySelectorAll('[role=status]')].some((each) =>
          /^Selected: /.test(each.textContent ?? ''),
        ),
      undefined,
    );
  await until('that it was taken', isSaid, { timeoutMs: 30_000 });
  await press(panel, 'Remove');
  const { state, code } = await end(panel, '');
  expect([state, code]).toEqual(['succeeded', undefined]);
  const { outcome } = await untilShown(panel, 'the result', (shown) => shown.outcome !== '');
  expect(outcome).toMatch(
    /Only the painted area changed.* \(0 of [\d,]+ pixels changed outside\)$/,
  );
  expect(server.requests.filter(({ method }) => method === 'POST')).toEqual([]);
});
