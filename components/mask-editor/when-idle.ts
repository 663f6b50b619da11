/** Work that waits until the page has nothing better to do; asked for twice it is done once. */
export interface IdleWork {
  ask(): void;
  cancel(): void;
}

/** ms after which it is done in any case. */
const atLatest = 500;

export function whenIdle(work: () => void): IdleWork {
  let request: number | undefined;
  return {
    ask() {
      request ??= requestIdleCallback(
        () => {
          request = undefined;
          work();
        },
        { timeout: atLatest },
      );
    },
    cancel() {
      if (request !== undefined) cancelIdleCallback(request);
      request = undefined;
    },
  };
}
