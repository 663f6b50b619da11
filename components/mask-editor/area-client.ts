import type { AreaAnswer, AreaRequest, AreaTask, AreaTasks } from './area-tasks';

/** Has areas computed by a worker, which is started with the first one. */
export interface AreaClient {
  /** @throws Error with the worker's reason, or when the client is closed meanwhile */
  run<Task extends AreaTask>(
    task: Task,
    argument: AreaTasks[Task]['argument'],
  ): Promise<AreaTasks[Task]['answer']>;
  close(): void;
}

interface Waiting {
  resolve(answer: AreaTasks[AreaTask]['answer']): void;
  reject(error: Error): void;
}

export function createAreaClient(): AreaClient {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let nextId = 1;

  function failAll(reason: string): void {
    for (const { reject } of waiting.values()) reject(new Error(reason));
    waiting.clear();
    worker?.terminate();
    worker = undefined;
  }

  function start(): Worker {
    const started = new Worker(new URL('./area-worker.ts', import.meta.url), { type: 'module' });
    started.addEventListener('message', ({ data }: MessageEvent<AreaAnswer>) => {
      const call = waiting.get(data.id);
      waiting.delete(data.id);
      if ('error' in data) call?.reject(new Error(data.error));
      else call?.resolve(data.answer);
    });
    started.addEventListener('error', ({ message }) => failAll(message || 'The worker failed'));
    return started;
  }

  return {
    run: (task, argument) =>
      new Promise((resolve, reject) => {
        const id = nextId++;
        worker ??= start();
        waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
        worker.postMessage({ id, task, argument } satisfies AreaRequest);
      }),
    close: () => failAll('The mask editor was closed'),
  };
}
