import { expect, it, vi } from 'vitest';
import { createCleanup } from '../../tour/cleanup';

it('undoes the last first, each once, past failures', async () => {
  const done: string[] = [];
  const cleanup = createCleanup();
  const error = vi.spyOn(console, 'error').mockImplementation(() => {});
  cleanup.later(async () => done.push('server'));
  cleanup.later(async () => {
    throw new Error('gone already');
  });
  cleanup.later(async () => done.push('browser'));
  await Promise.all([cleanup.run(), cleanup.run()]);
  expect(done).toEqual(['browser', 'server']);
  expect(error).toHaveBeenCalledOnce();
  error.mockRestore();
});
