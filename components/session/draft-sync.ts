import { effect, type ReadonlySignal } from '@preact/signals';
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
  onError(error: unknown): void;
}

/**
 * Follows a draft that is changed here and elsewhere. What is shown belongs to the session: it never goes back
 * to an older stored text between two keys, which would break the syllable that an input method has open.
 */
export function followDraft(deps: FollowDraftDeps): FollowedDraft {
  const { library, id, differs } = deps;
  let unsaved = 0;
  let last = Promise.resolve();
  let isStopped = false;

  /** Reads anew: an answer of the watch may be older than what was saved since. */
  async function accept(): Promise<void> {
    const known = watched.answer.peek();
    if (unsaved > 0 || !known || !differs(known)) return;
    const stored = await readDraft(library, id);
    if (unsaved === 0 && !isStopped && stored.updatedAt > 0) deps.onNews(stored);
  }

  const watched = watch(() => readStoredDraft(library, id), deps.onError);
  const stopAccepting = effect(() => {
    if (watched.answer.value) void accept().catch(deps.onError);
  });
  return {
    stored: watched.answer,
    async save(change) {
      unsaved++;
      last = deps.change(change).catch(deps.onError);
      await last;
      unsaved--;
      // What others wrote meanwhile was not taken over, since it could have been older than this.
      if (unsaved === 0 && !isStopped) void accept().catch(deps.onError);
    },
    saved: () => last, // the library stores in order
    stop() {
      isStopped = true;
      stopAccepting();
      watched.stop();
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
}

export function syncDraft(deps: DraftSyncDeps): DraftSync {
  const { library, draft, mask, prompt, change, onError } = deps;
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

  const followed = followDraft({ library, id: draft.id, change, differs, onNews, onError });
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
