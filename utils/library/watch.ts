import { type ReadonlySignal, signal } from '@preact/signals';
import { liveQuery } from 'dexie';

export interface Watch<T> {
  /** The query's newest answer; `undefined` until the first one came. */
  readonly value: ReadonlySignal<T | undefined>;
  stop(): void;
}

/** Runs `query` now and again whenever any context, also the background, changes what it read. */
export function watch<T>(query: () => Promise<T>, onError: (error: unknown) => void): Watch<T> {
  const value = signal<T | undefined>(undefined);
  const subscription = liveQuery(query).subscribe({
    next: (answer) => {
      value.value = answer;
    },
    error: onError,
  });
  return { value, stop: () => subscription.unsubscribe() };
}
