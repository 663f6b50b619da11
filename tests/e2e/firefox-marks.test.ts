import sharp from 'sharp';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '../rig/poll';
import { begin, press } from './job-table/job-panel';
import { stageBox } from './job-table/panel-tasks';
import { type Scene, settle, startScene } from './job-table/scene';

const size = { width: 1200, height: 900, atOnce: 1 };
let scene: Scene;

beforeAll(async () => {
  scene = await startScene('Firefox', size);
});
afterAll(() => scene?.close());

/** Draws from one place of the stage to another, in shares of its sides. */
async function drag(from: readonly [number, number], to: readonly [number, number]): Promise<void> {
  const { panel } = scene;
  const box = await panel.run(stageBox, size.width);
  if (!box) throw new Error('no stage');
  const move = ([x, y]: readonly [number, number]) =>
    panel.mouse.move(box.x + x * box.width, box.y + y * box.height);
  await move(from);
  await panel.mouse.down();
  await move([(from[0] + to[0]) / 2, (from[1] + to[1]) / 2]);
  await move(to);
  await panel.mouse.up();
}

it('Firefox sends marks as they were drawn, and changes only what was painted', async () => {
  const { panel } = scene;
  await press(panel, 'More tools');
  await press(panel, 'Arrow');
  await drag([0.45, 0.42], [0.55, 0.58]);
  const prompt = 'a red heart';
  await begin(panel, prompt);
  await until('the request', () => scene.requestsOf(prompt).length === 1, { timeoutMs: 30_000 });
  expect((await settle(scene, prompt)).outcome).toBe('result');
  const files = scene.requestsOf(prompt)[0]?.files ?? [];
  expect(files.map(({ field }) => field)).toEqual(['image', 'markup']);
  const { data, info } = await sharp(files[1]?.data).raw().toBuffer({ resolveWithObject: true });
  const counts = { red: 0, seen: 0 };
  for (let i = 0; i < data.length; i += 4) {
    if (data[i + 3] === 0) continue;
    counts.seen += 1;
    if (data[i] === 255 && data[i + 1] === 0 && data[i + 2] === 0) counts.red += 1;
  }
  expect(info.channels).toBe(4);
  expect(counts.red / counts.seen).toBeGreaterThan(0.4); // the rest is the halo
  expect(counts.seen).toBeLessThan(0.1 * info.width * info.height);
});
