import { stableJson } from '../stable-json';

/**
 * Tells what a store reports because it was written here from what others have written. A store reports
 * writes in their order, but late: by then newer ones may be under way, and taking over an older one
 * would pull a dragged slider back.
 */
export interface OwnWrites<T> {
  /** Runs a write; nothing that is reported meanwhile is news, as the write replaces it. */
  during(value: T, write: () => Promise<void>): Promise<void>;
  /** Whether what the store reports was written elsewhere, and after all that was written here. */
  isNews(reported: T): boolean;
}

export function createOwnWrites<T>(): OwnWrites<T> {
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
