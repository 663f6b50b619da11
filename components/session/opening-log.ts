import { type ReadonlySignal, signal } from '@preact/signals';

/** With which pictures panels have ended, so that none keeps the panel from being opened for good. */
export interface OpeningLog {
  /** The pictures that panels have died with as often as it takes, by id; the user may still want to see one. */
  readonly deadly: ReadonlySignal<ReadonlySet<string>>;
  /**
   * Notes which pictures are about to be drawn, before they are.
   * @param place where: each place has its own, and what was noted for it before is none of them any more
   */
  note(place: string, imageIds: readonly string[]): void;
  /** Lets a picture be opened all the same. */
  allow(imageId: string): void;
}

/** Panels that have died with a picture, from which on it is not opened by itself. */
const deathsUntilDeadly = 2;

/** A panel that has lived with a picture for so long does not die of it, ms. */
const survivalMs = 5_000;

/** Pictures that are remembered: the last ones. */
const mostPictures = 100;

/** By image id, the panels that have begun to show it and have not said that they are well. */
type Openings = Readonly<Record<string, readonly string[]>>;

/**
 * Reads with which pictures panels have died: those that have noted one, hold no lock any more, and have not said that
 * they go. In `localStorage`, as it must be written before the picture is drawn and must not delay that.
 * @param store where it is written
 */
export async function readOpeningLog(store: Storage = localStorage): Promise<OpeningLog> {
  const own = crypto.randomUUID();
  // Let go by the browser however this page ends.
  void navigator.locks.request(lockOf(own), () => new Promise(() => undefined));
  const { held = [] } = await navigator.locks.query();
  const living = new Set(held.map(({ name }) => name));
  const deathsOf = (openers: readonly string[]) =>
    openers.filter((opener) => !living.has(lockOf(opener))).length;
  const deadly = signal<ReadonlySet<string>>(
    new Set(
      Object.entries(read(store))
        .filter(([, openers]) => deathsOf(openers) >= deathsUntilDeadly)
        .map(([imageId]) => imageId),
    ),
  );
  const places = new Map<string, readonly string[]>();
  /** By image id, what waits to say that this panel has lived with it. */
  const noted = new Map<string, ReturnType<typeof setTimeout>>();
  const change = (
    imageIds: readonly string[],
    next: (openers: readonly string[]) => readonly string[],
  ) => {
    if (imageIds.length === 0) return;
    const openings = { ...read(store) };
    for (const imageId of imageIds) {
      const openers = openings[imageId] ?? [];
      delete openings[imageId]; // the last one that was noted stands last
      openings[imageId] = next(openers);
    }
    write(store, openings);
  };
  const leave = (imageIds: readonly string[]) => {
    for (const imageId of imageIds) {
      clearTimeout(noted.get(imageId));
      noted.delete(imageId);
    }
    change(imageIds, (openers) => openers.filter((each) => each !== own));
  };
  addEventListener('pagehide', () => leave([...noted.keys()]));
  return {
    deadly,
    note(place, imageIds) {
      places.set(place, imageIds);
      const drawn = new Set([...places.values()].flat());
      leave([...noted.keys()].filter((imageId) => !drawn.has(imageId)));
      const begun = [...drawn].filter((imageId) => !noted.has(imageId));
      change(begun, (openers) => [...openers, own]);
      for (const imageId of begun)
        noted.set(
          imageId,
          setTimeout(() => change([imageId], () => []), survivalMs),
        );
    },
    allow(imageId) {
      deadly.value = new Set([...deadly.peek()].filter((each) => each !== imageId));
    },
  };
}

const lockOf = (opener: string): string => `repaint panel ${opener}`;

const key = 'openings';

/** Nothing where it can't be read: that must not keep a panel from opening. */
function read(store: Storage): Openings {
  try {
    const stored: unknown = JSON.parse(store.getItem(key) ?? '{}');
    return typeof stored === 'object' && stored !== null ? (stored as Openings) : {};
  } catch {
    return {};
  }
}

function write(store: Storage, openings: Openings): void {
  const kept = Object.entries(openings).filter(([, openers]) => openers.length > 0);
  try {
    store.setItem(key, JSON.stringify(Object.fromEntries(kept.slice(-mostPictures))));
  } catch (error) {
    console.warn(error);
  }
}
