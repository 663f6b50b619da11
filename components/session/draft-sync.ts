import { effect, type ReadonlySignal, type Signal } from '@preact/signals';
import { type StoredError, toStoredError } from '../../utils/base/errors';
import type { Rect } from '../../utils/base/geometry';
import { type DrawingHistory, keepKnownSteps } from '../../utils/drawing/history';
import { type Library, watch } from '../../utils/library/database';
import { type DraftChange, readDraft, readStoredDraft } from '../../utils/library/drafts';
import type { DraftRecord, StoredDraft } from '../../utils/library/records';
import type { MaskEditorModel } from '../editor/core/model';
import { type MaskTool, maskTools } from '../editor/core/tools';

/** Stores what is new in the draft. */
export type ChangeDraft = (change: DraftChange) => Promise<void>;

interface FollowedDraft {
  /** What the library held when it was last looked at; undefined until it has answered, and where there is none. */
  readonly stored: ReadonlySignal<StoredDraft | undefined>;
  /** Stores what was changed here. What others write meanwhile is looked at when all of it is stored. */
  save(change: DraftChange): Promise<void>;
  /** Resolves as soon as all that was changed here is stored, or can't be. */
  saved(): Promise<void>;
  stop(): void;
}

/** What can be told from a draft as it is stored, without unpacking its drawing. */
type DraftDigest = Pick<DraftRecord, 'maskVersion' | 'prompt' | 'cropWish'>;

interface FollowDraftDeps {
  readonly library: Library;
  readonly id: string;
  readonly change: ChangeDraft;
  /** Whether a stored draft is not what is shown here. */
  differs(stored: DraftDigest): boolean;
  /** Takes over what another panel, another tab or the context menu has stored. */
  onNews(stored: DraftRecord): void;
  /** Told each time that something can't be stored; it is kept, and tried again. */
  onError(error: unknown): void;
  /** Nothing is left that could not be stored. */
  onStored(): void;
  /** ms until it is tried again */
  readonly retryMs?: number | undefined;
  /** Whether a draft that is deleted is deleted here, too; else what belongs to it goes by itself. */
  readonly followsDeletion?: boolean;
}

/**
 * Follows a draft that is changed here and elsewhere. What is shown belongs to the session: it never goes back
 * to an older stored text between two keys, which would break the syllable that an input method has open.
 */
export function followDraft(deps: FollowDraftDeps): FollowedDraft {
  const { library, id, differs } = deps;
  let running = 0;
  let last = Promise.resolve();
  let isStopped = false;
  const unstored = createUnstored();

  /** Reads anew: an answer of the watch may be older than what was saved since. */
  async function accept(): Promise<void> {
    const known = watched.answer.peek();
    if (isUnsaved() || !known || !differs(known)) return;
    const stored = await readDraft(library, id);
    const isGone = stored.updatedAt === 0 && !(deps.followsDeletion && wasStored);
    if (!isUnsaved() && !isStopped && !isGone) deps.onNews(stored);
  }
  const isUnsaved = (): boolean => running > 0 || unstored.isSome();

  async function save(change: DraftChange): Promise<void> {
    const write = unstored.begin(change);
    running++;
    last = deps.change(write.change).then(
      () => {
        if (write.succeed()) deps.onStored();
      },
      (error: unknown) => {
        write.fail(watched.answer.peek());
        deps.onError(error);
        clearTimeout(timer);
        timer = setTimeout(() => void tryAgain().catch(deps.onError), deps.retryMs ?? retryAfter);
      },
    );
    await last;
    running--;
    // What others wrote meanwhile was not taken over, since it could have been older than this.
    if (!isUnsaved() && !isStopped) void accept().catch(deps.onError);
  }

  let timer: ReturnType<typeof setTimeout> | undefined;
  async function tryAgain(): Promise<void> {
    if (!unstored.isSome()) return;
    // What somebody else could store since is newer, and theirs would be lost by ours.
    if (unstored.isOvertaken(await readStoredDraft(library, id))) {
      unstored.giveUp();
      deps.onStored();
      if (!isStopped) await accept();
    } else await save({});
  }

  const watched = watch(() => readStoredDraft(library, id), deps.onError);
  let wasStored = false;
  const stopAccepting = effect(() => {
    if (watched.answer.value?.updatedAt) wasStored = true;
    if (watched.answer.value) void accept().catch(deps.onError);
  });
  return {
    stored: watched.answer,
    save,
    saved: () => last, // the library stores in order
    stop() {
      isStopped = true; // what is not stored yet is tried again all the same
      stopAccepting();
      watched.stop();
    },
  };
}

/** Says in a session's error that its draft can't be stored, until it is. */
export function draftFailure(error: Signal<StoredError | undefined>) {
  let shown: StoredError | undefined;
  return {
    report(caught: unknown) {
      shown = toStoredError(caught);
      error.value = shown;
    },
    forget() {
      if (error.peek() === shown) error.value = undefined;
    },
  };
}

/** ms after which what could not be stored is written again. */
const retryAfter = 2_000;

/** What was changed here and could not be stored. It stays on the screen, and goes along with the next write. */
function createUnstored() {
  let failed: DraftChange = {};
  let base: DraftDigest | undefined;
  let count = 0;
  /** The newest write of each field: only that one says whether the field is stored. */
  const newest = new Map<string, number>();
  const isSome = (): boolean => Object.keys(failed).length > 0;
  return {
    isSome,
    begin(change: DraftChange) {
      const all = { ...failed, ...change };
      const fields = Object.keys(all) as (keyof DraftChange)[];
      const own = ++count;
      for (const field of fields) newest.set(field, own);
      const isOurs = (field: string): boolean => newest.get(field) === own;
      return {
        change: all,
        /** Returns true where nothing is left that could not be stored. */
        succeed(): boolean {
          const wasSome = isSome();
          const rest = Object.entries(failed).filter(([field]) => !isOurs(field));
          failed = Object.fromEntries(rest);
          return wasSome && !isSome();
        },
        /** @param stored what the library holds instead */
        fail(stored: DraftDigest | undefined): void {
          if (!isSome()) base = stored;
          const lost = Object.entries(all).filter(([field]) => isOurs(field));
          failed = { ...failed, ...Object.fromEntries(lost) };
        },
      };
    },
    /** True where the library has got something else than what it held when storing began to fail. */
    isOvertaken: (stored: DraftDigest): boolean =>
      base !== undefined &&
      (stored.maskVersion !== base.maskVersion ||
        stored.prompt !== base.prompt ||
        !isSameBox(stored.cropWish, base.cropWish)),
    giveUp() {
      failed = {};
    },
  };
}

/** Keeps a session and its draft in the library the same, whichever panel or tab changes it. */
interface DraftSync {
  saveMask(state: DrawingHistory): void;
  savePrompt(prompt: string): void;
  saveCrop(wish: Rect | undefined): void;
  saved: FollowedDraft['saved'];
  /** Stops watching and stores what is not stored yet. */
  stop(): void;
}

interface DraftSyncDeps {
  readonly library: Library;
  readonly draft: DraftRecord;
  readonly change: ChangeDraft;
  readonly mask: () => MaskEditorModel;
  readonly prompt: ReadonlySignal<string>;
  /** Another panel or tab has changed the prompt. */
  onPrompt(prompt: string): void;
  /** Or the crop box. */
  onCrop(wish: Rect | undefined): void;
  onError(error: unknown): void;
  onStored(): void;
  readonly retryMs?: number | undefined;
}

export function syncDraft(deps: DraftSyncDeps): DraftSync {
  const { library, draft, mask, prompt, change, onError, onStored, retryMs } = deps;
  /** The version of the mask that is shown here; what others write has another one. */
  let version = draft.maskVersion;
  /** The crop box that was stored last; the one shown may be under the pointer. */
  let crop = draft.cropWish;

  const differs = (stored: DraftDigest): boolean =>
    stored.maskVersion !== version ||
    stored.prompt !== prompt.peek() ||
    !isSameBox(stored.cropWish, crop);

  function onNews(stored: DraftRecord): void {
    if (stored.prompt !== prompt.peek()) deps.onPrompt(stored.prompt);
    if (!isSameBox(stored.cropWish, crop)) {
      crop = stored.cropWish;
      deps.onCrop(crop);
    }
    if (stored.maskVersion === version) return;
    version = stored.maskVersion;
    const { steps, undone } = mask().drawing.history.peek();
    mask().drawing.accept({
      steps: keepKnownSteps(stored.steps, steps),
      undone: keepKnownSteps(stored.undone, undone),
    });
  }

  const followed = followDraft({
    ...{ library, id: draft.id, change, differs },
    ...{ onNews, onError, onStored, retryMs },
  });
  return {
    saveMask({ steps, undone }) {
      version = crypto.randomUUID();
      void followed.save({ steps, undone, maskVersion: version });
    },
    savePrompt: (text) => void followed.save({ prompt: text }),
    saveCrop(wish) {
      crop = wish;
      void followed.save({ cropWish: wish });
    },
    saved: followed.saved,
    stop: followed.stop,
  };
}

const isSameBox = (a: Rect | undefined, b: Rect | undefined): boolean =>
  a?.x === b?.x && a?.y === b?.y && a?.width === b?.width && a?.height === b?.height;

/** ms of rest after which the view is stored; a tool is stored at once. */
const storeAfter = 300;

/** Stores the tool and the place that are shown, as they change; returns what stops it. */
export function storeToolAndPlace(change: ChangeDraft, mask: MaskEditorModel): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isFirst = true;
  let known = mask.tools.chosen.peek();
  const store = () => {
    clearTimeout(timer);
    if (timer === undefined) return;
    timer = undefined;
    const shown = { tool: mask.tools.chosen.peek(), place: mask.viewport.place.peek() };
    change(shown).catch((error: unknown) => console.warn(error));
  };
  const stop = effect(() => {
    const tool = mask.tools.chosen.value;
    void mask.viewport.place.value;
    if (!isFirst) {
      clearTimeout(timer);
      timer = setTimeout(store, tool === known ? storeAfter : 0);
    }
    known = tool;
    isFirst = false;
  });
  document.addEventListener('visibilitychange', store); // the last moment that is sure to come
  return () => {
    stop();
    store();
    document.removeEventListener('visibilitychange', store);
  };
}

/** A stored tool; undefined where this version has none of that name. */
export const toolOf = ({ tool }: DraftRecord): MaskTool | undefined =>
  maskTools.find((each) => each === tool);
