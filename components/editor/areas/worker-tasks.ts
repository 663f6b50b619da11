/** What a worker does: for each task its argument and its answer, as they travel in messages. */
type TaskTable<Tasks> = {
  readonly [Task in keyof Tasks]: { argument: unknown; answer: unknown };
};

interface Request<Tasks extends TaskTable<Tasks>> {
  readonly id: number;
  readonly task: keyof Tasks;
  readonly argument: Tasks[keyof Tasks]['argument'];
}

type Answer<Tasks extends TaskTable<Tasks>> =
  | { readonly id: number; readonly answer: Tasks[keyof Tasks]['answer'] }
  | { readonly id: number; readonly error: string };

/** Has tasks done by a worker, which is started with the first one. */
export interface WorkerClient<Tasks extends TaskTable<Tasks>> {
  /** @throws Error with the worker's reason, or when the client is closed meanwhile */
  run<Task extends keyof Tasks>(
    task: Task,
    argument: Tasks[Task]['argument'],
  ): Promise<Tasks[Task]['answer']>;
  close(): void;
}

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

export function createWorkerClient<Tasks extends TaskTable<Tasks>>(
  start: () => Worker,
): WorkerClient<Tasks> {
  const waiting = new Map<number, Waiting>();
  let worker: Worker | undefined;
  let nextId = 1;

  function failAll(reason: string): void {
    for (const { reject } of waiting.values()) reject(new Error(reason));
    waiting.clear();
    worker?.terminate();
    worker = undefined;
  }

  function started(): Worker {
    const begun = start();
    begun.addEventListener('message', ({ data }: MessageEvent<Answer<Tasks>>) => {
      const call = waiting.get(data.id);
      waiting.delete(data.id);
      if ('error' in data) call?.reject(new Error(data.error));
      else call?.resolve(data.answer);
    });
    begun.addEventListener('error', ({ message }) => failAll(message || 'The worker failed'));
    return begun;
  }

  return {
    run: (task, argument) =>
      new Promise((resolve, reject) => {
        const id = nextId++;
        worker ??= started();
        waiting.set(id, { resolve: resolve as Waiting['resolve'], reject });
        worker.postMessage({ id, task, argument } satisfies Request<Tasks>);
      }),
    close: () => failAll('The mask editor was closed'),
  };
}

/** The way each task is done. */
export type TaskHandlers<Tasks extends TaskTable<Tasks>> = {
  readonly [Task in keyof Tasks]: (
    argument: Tasks[Task]['argument'],
  ) => Tasks[Task]['answer'] | Promise<Tasks[Task]['answer']>;
};

/**
 * Does tasks beside the page's thread, to be called in the worker; one request after the other.
 * @param transferOf what of an answer is handed over instead of being copied
 */
export function serveTasks<Tasks extends TaskTable<Tasks>>(
  handlers: TaskHandlers<Tasks>,
  transferOf: (answer: Tasks[keyof Tasks]['answer']) => Transferable[] = () => [],
): void {
  const answer = async ({ id, task, argument }: Request<Tasks>) => {
    try {
      const said = await handlers[task](argument);
      self.postMessage({ id, answer: said } satisfies Answer<Tasks>, {
        transfer: transferOf(said),
      });
    } catch (error) {
      self.postMessage({ id, error: error instanceof Error ? error.message : String(error) });
    }
  };
  let last: Promise<unknown> = Promise.resolve();
  self.addEventListener('message', ({ data }: MessageEvent<Request<Tasks>>) => {
    last = last.then(() => answer(data));
  });
}
