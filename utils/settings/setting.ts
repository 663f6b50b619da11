import { effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { stableJson } from '../base/stable-json';

/** The part of a WXT storage item that is needed here. */
interface StorageItem<T> {
  readonly fallback: T;
  getValue(): Promise<T>;
  setValue(value: T): Promise<void>;
  watch(onChange: (value: T) => void): () => void;
}

/** A stored setting as a signal: the fallback at first, the stored value a moment later. */
export interface Setting<T> {
  readonly current: ReadonlySignal<T>;
  /** False for the moment until the stored value is there. */
  readonly isLoaded: ReadonlySignal<boolean>;
  /** Changes it here at once, and in the storage and every other page right after. */
  change(change: Partial<T>): Promise<void>;
  /** The same for the whole of it: fields that `value` lacks are gone. */
  replace(value: T): Promise<void>;
  /** Shows what is stored now, without waiting until the storage reports it. */
  reload(): Promise<void>;
}

export function createSetting<T extends object>(item: StorageItem<T>): Setting<T> {
  const current = signal(item.fallback);
  const isLoaded = signal(false);
  const own = createOwnWrites<T>();
  const write = (next: T) => own.during(next, () => item.setValue(next));
  const accept = (stored: T) => {
    current.value = { ...item.fallback, ...stored }; // a newer version may have more fields
  };
  item.watch((stored) => {
    if (own.isNews(stored)) accept(stored);
  });
  const loaded = item.getValue().then((stored) => {
    accept(stored);
    isLoaded.value = true;
  });
  return {
    current,
    isLoaded,
    async change(change) {
      current.value = { ...current.value, ...change };
      if (!isLoaded.peek()) {
        await loaded; // else the fallback's other fields would replace the stored ones
        current.value = { ...current.value, ...change };
      }
      await write(current.value);
    },
    replace: (next) => {
      current.value = { ...item.fallback, ...next };
      return write(next);
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
