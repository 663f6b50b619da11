import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { inLock } from '../base/lock';
import { stableJson } from '../base/stable-json';

/** The part of a WXT storage item that is needed here. */
interface StorageItem<T> {
  readonly fallback: T;
  getValue(): Promise<T>;
  setValue(value: T): Promise<void>;
  watch(onChange: (value: T) => void): () => void;
}

/** Fields to change, or what says them by the value that is stored by then. */
type Change<T> = Partial<T> | ((stored: T) => Partial<T>);

/** A stored setting as a signal: the fallback at first, the stored value a moment later. */
export interface Setting<T> {
  readonly current: ReadonlySignal<T>;
  /** False for the moment until the stored value is there. */
  readonly isLoaded: ReadonlySignal<boolean>;
  /**
   * Changes it here at once, and in the storage and every other page right after. What is stored meanwhile elsewhere
   * is kept, but for the fields that are changed; a function says also those by what is stored.
   */
  change(change: Change<T>): Promise<void>;
  /** Shows what is stored now, without waiting until the storage reports it. */
  reload(): Promise<void>;
}

/** Whatever reads a stored setting, changes and writes it does so in this, so that nothing is overwritten in between. */
export const inSettings = <T>(work: () => Promise<T>): Promise<T> => inLock('settings', work);

const changed = <T extends object>(value: T, change: Change<T>): T => ({
  ...value,
  ...(typeof change === 'function' ? change(value) : change),
});

export function createSetting<T extends object>(item: StorageItem<T>): Setting<T> {
  const current = signal(item.fallback);
  const isLoaded = signal(false);
  const own = createOwnWrites<T>();
  /** What is not stored yet, the oldest first. */
  let waiting: readonly Change<T>[] = [];
  const accept = (stored: T) => {
    const complete = { ...item.fallback, ...stored }; // a newer version may have more fields
    current.value = waiting.reduce<T>(changed, complete);
  };
  item.watch((stored) => {
    if (own.isNews(stored)) accept(stored);
  });
  void item.getValue().then((stored) => {
    accept(stored);
    isLoaded.value = true;
  });
  // A page that closes right after a change does not live to see its turn: better the whole as it is shown here than nothing.
  globalThis.addEventListener?.('pagehide', () => {
    if (waiting.length > 0) void item.setValue(current.value);
  });
  const store = async (change: Change<T>) => {
    const next = changed({ ...item.fallback, ...(await item.getValue()) }, change);
    const written = own.during(next, () => item.setValue(next));
    await written.finally(() => {
      waiting = waiting.filter((other) => other !== change);
    });
    accept(next);
  };
  return {
    current,
    isLoaded,
    async change(change) {
      waiting = [...waiting, change];
      current.value = changed(current.value, change);
      await inSettings(() => store(change));
    },
    reload: async () => accept(await item.getValue()),
  };
}

/** One field of a setting as a signal that can be written to; what is written is stored. */
export function settingField<T extends object, Key extends keyof T>(
  setting: Setting<T>,
  key: Key,
): Signal<T[Key]> {
  const field = signal(setting.current.value[key]);
  effect(() => {
    field.value = setting.current.value[key];
  });
  effect(() => {
    const value = field.value;
    if (setting.isLoaded.peek() && value !== setting.current.peek()[key])
      void setting.change({ [key]: value } as unknown as Partial<T>);
  });
  return field;
}

/**
 * Tells what a store reports because it was written here from what others have written. A store reports
 * writes in their order, but late: by then newer ones may be under way, and taking over an older one
 * would pull a dragged slider back.
 */
interface OwnWrites<T> {
  /** Runs a write; nothing that is reported meanwhile is news, as the write replaces it. */
  during(value: T, write: () => Promise<void>): Promise<void>;
  /** Whether what the store reports was written elsewhere, and after all that was written here. */
  isNews(reported: T): boolean;
}

function createOwnWrites<T>(): OwnWrites<T> {
  /** Written here and not yet reported, oldest first. */
  let unreported: string[] = [];
  let running = 0;
  let latest = '';
  return {
    async during(value, write) {
      const text = stableJson(value);
      if (text !== latest) unreported.push(text); // an unchanged value is not reported at all
      latest = text;
      running++;
      try {
        await write();
      } finally {
        running--;
      }
    },
    isNews(reported) {
      const text = stableJson(reported);
      const own = unreported.indexOf(text);
      if (own >= 0) unreported.splice(0, own + 1);
      if (own >= 0 || running > 0) return false;
      unreported = [];
      latest = text;
      return true;
    },
  };
}
