import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';

/** One round of each says nothing about speed, but that each comes to its figures. */
it('runs every benchmark, from the click to the mask of 50 MP', async () => {
  const bench = promisify(execFile)(process.execPath, ['--import', 'tsx', 'tests/bench/bench.ts'], {
    env: { ...process.env, REPAINT_BENCH_ONCE: '1', VITEST: undefined, NODE_ENV: undefined },
    maxBuffer: 2 ** 24,
  });
  const { stdout } = await bench;
  for (const title of [
    'Right click → image in the panel',
    'Warm start, interactive',
    'Painting, main thread',
    'konva',
    'Mask of 50 MP: raster and PNG',
    'Edit of a 12 MP photo, 5 % masked',
    'Edit of a 50 MP photo, 5 % masked',
    'Remove: the first variant, 2 % of the photo',
    'Telea',
    'Remove: how long it holds up the panel',
    'Navier-Stokes',
    'Select: what a click would take, and taking it',
    'People: from the press to the mask',
  ])
    expect(stdout).toContain(title);
  expect(stdout).not.toMatch(/NaN|undefined|Infinity/);
}, 1_500_000);
