import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { browser } from 'wxt/browser';
import { AppError, type StoredError, toStoredError } from '../../utils/base/errors';
import { endCapture, failCapture, forgetCapture } from '../../utils/library/captures';
import { watch } from '../../utils/library/database';
import { addImage, changeWorkspace, openImage } from '../../utils/library/images';
import type {
  CaptureRecord,
  ImageRecord,
  TabAddress,
  WorkspaceRecord,
} from '../../utils/library/records';
import type { BroughtImage } from './brought-image';
import { createDeletion } from './deletion';
import { createStateReader, type PanelState } from './panel-state';
import type { PanelServices } from './services';

export type PanelTab = WorkspaceRecord['tab'];

export interface PanelModel {
  /** `undefined` for the moment until the library has answered. */
  readonly state: ReadonlySignal<PanelState | undefined>;
  /** True from the library's first answer on. */
  readonly isReady: ReadonlySignal<boolean>;
  /** The parts of the state that the Generate tab shows; what happens to an edit leaves them as they are. */
  readonly generations: ReadonlySignal<PanelState['generations']>;
  readonly generated: ReadonlySignal<PanelState['generated']>;
  /** A failure that belongs to no capture and no job. */
  readonly error: ReadonlySignal<StoredError | undefined>;
  showError(error: unknown): void;
  /** Takes every failure off the screen: something new is being tried. */
  forgetFailures(): void;
  /** The tab that is shown: at once the one that was clicked, else what the library says. */
  readonly tab: ReadonlySignal<PanelTab>;
  selectTab(tab: PanelTab): void;
  /**
   * Makes an image of the library the one that is edited.
   * @param prepare what has to be done before, such as giving it a draft
   */
  openImage(id: string, prepare?: () => Promise<unknown>): void;
  /** The image that was chosen and is not on the stage yet: what is asked for now would be done to the one before. */
  readonly opening: ReadonlySignal<string | undefined>;
  /** An image is on the stage. */
  endOpening(id: string): void;
  /** True while the image that it was made from is shown in an image's place, to compare the two. */
  readonly comparing: Signal<boolean>;
  /** The results that pages show in place of their own pictures, by place. */
  readonly onPage: Signal<ReadonlyMap<string, string>>;
  /** Takes an image from outside into the library and opens it. */
  takeImage(brought: BroughtImage): Promise<void>;
  /** Several at once: all are taken, and the first is opened. */
  takeImages(all: readonly BroughtImage[]): Promise<void>;
  /**
   * Takes the file of an address into the library and opens it.
   * @param isOnPage true where it was dragged, most likely out of the page beside the panel
   */
  takeAddress(url: string, isOnPage: boolean): Promise<void>;
  deleteImage(id: string): void;
  /** The images that were deleted and can still be had back, the last one last. */
  readonly deleted: ReadonlySignal<readonly ImageRecord[]>;
  /** Brings the last one back. */
  undoDelete(): void;
  cancelJob(jobId: string): void;
  /** Where the user was in the history: it is there again when they come back to it. */
  readonly history: HistoryView;
  stop(): void;
}

/** What of the history is shown. */
export interface HistoryView {
  readonly query: Signal<HistoryQuery>;
  /** How far it is scrolled, CSS px. */
  scrollY: number;
}

/** What the user looks for. */
export interface HistoryQuery {
  readonly text: string;
  readonly starredOnly: boolean;
}

const none: readonly never[] = [];

export function createPanelModel(services: PanelServices): PanelModel {
  const { library, rasteriseSvg, sendCommand, workspaceId } = services;
  const error = signal<StoredError>();
  const opening = signal<string>();
  const showError = (caught: unknown) => {
    console.warn(caught);
    opening.value = undefined;
    error.value = toStoredError(caught);
  };
  const act = (work: Promise<unknown>) => {
    error.value = undefined;
    work.catch(showError);
  };
  const deletion = createDeletion(library, showError);
  const { answer: state, stop } = watch(createStateReader(library, workspaceId), showError);

  /** One panel of several does it; another one only where that was closed in the middle. */
  const rasteriseOnce = ({ id }: CaptureRecord): Promise<void> =>
    navigator.locks.request(`rasterise ${id}`, async () => {
      const capture = await library.captures.get(id);
      if (capture?.state === 'needs-rasterising') await rasteriseCapture(capture);
    });

  async function rasteriseCapture(capture: CaptureRecord) {
    const { id, svg, page, rungs, drawnAt, source = 'original' } = capture;
    try {
      if (!svg) throw new AppError('image-empty');
      // Noted before: a page that dies of it must not die of it at each start.
      if (drawnAt !== undefined) throw new AppError('svg-too-heavy');
      await library.captures.update(id, { drawnAt: Date.now() });
      const blob = await rasteriseSvg(svg);
      const notes = ['rasterised-svg'] as const;
      const image = await addImage(library, { blob, source, page, rungs, notes });
      await endCapture(library, id, image.id);
    } catch (caught) {
      await failCapture(library, id, caught);
    }
  }

  async function takeImage(brought: BroughtImage): Promise<void> {
    try {
      error.value = undefined;
      const { takeFile } = await import('./take-file');
      const image = await takeFile(services, brought);
      await openImage(library, image.id, workspaceId);
    } catch (caught) {
      showError(caught);
    }
  }

  async function takeImages(all: readonly BroughtImage[]): Promise<void> {
    error.value = undefined;
    const { takeFile } = await import('./take-file');
    let first: string | undefined;
    for (const brought of all) {
      try {
        const { id } = await takeFile(services, brought);
        if (first === undefined) await openImage(library, id, workspaceId);
        first ??= id;
      } catch (caught) {
        showError(caught);
      }
    }
  }

  async function takeAddress(url: string, isOnPage: boolean): Promise<void> {
    // Its bytes are here already; as a message they might be too large.
    if (url.startsWith('data:')) {
      const blob = await fetch(url).then(
        (response) => response.blob(),
        () => new Blob(),
      );
      return takeImage({ blob, source: 'paste' });
    }
    try {
      error.value = undefined;
      const tab = isOnPage ? await currentTab() : undefined;
      await sendCommand('capture-address', { url, tab, workspaceId });
    } catch (caught) {
      showError(caught);
    }
  }

  let openedBefore: string | undefined;
  async function open(id: string, prepare?: () => Promise<unknown>): Promise<void> {
    openedBefore = state.peek()?.workspace.imageId;
    if (id !== openedBefore) opening.value = id;
    await prepare?.();
    await openImage(library, id, workspaceId);
  }
  const stopOpening = effect(() => {
    const imageId = state.value?.workspace.imageId;
    // A third one was opened meanwhile, here or in another panel.
    if (imageId !== openedBefore && imageId !== opening.peek()) opening.value = undefined;
  });

  const clickedTab = signal<PanelTab>();
  const stopFollowing = effect(() => {
    if (state.value?.workspace.tab === clickedTab.peek()) clickedTab.value = undefined;
  });

  const forgetFailures = () => {
    error.value = undefined;
    const { capture } = state.peek() ?? {};
    if (capture?.state === 'failed') forgetCapture(library, capture.id).catch(showError);
  };
  const captureId = computed(() => state.value?.workspace.captureId);
  const stopForgetting = effect(() => {
    // A new capture speaks for itself.
    if (captureId.value !== undefined) error.value = undefined;
  });
  const stopUncovering = uncoversNews(state, services);

  const begun = new Set<string>();
  const stopRasterising = effect(() => {
    for (const capture of state.value?.undrawn ?? []) {
      if (begun.has(capture.id)) continue;
      begun.add(capture.id);
      void rasteriseOnce(capture).catch(showError);
    }
  });

  const stopChecking = checksJobs(state, services);

  return {
    state,
    isReady: computed(() => state.value !== undefined),
    generations: computed(() => state.value?.generations ?? none),
    generated: computed(() => state.value?.generated ?? none),
    error,
    showError,
    forgetFailures,
    tab: computed(() => clickedTab.value ?? state.value?.workspace.tab ?? 'edit'),
    selectTab: (tab) => {
      clickedTab.value = tab; // until the library has it: what is typed next must land there
      act(changeWorkspace(library, { tab }, workspaceId));
    },
    openImage: (id, prepare) => act(open(id, prepare)),
    opening,
    endOpening(id) {
      if (opening.peek() === id) opening.value = undefined;
    },
    comparing: signal(false),
    onPage: signal<ReadonlyMap<string, string>>(new Map()),
    takeImage,
    takeImages,
    takeAddress,
    deleted: deletion.deleted,
    deleteImage: (id) => act(deletion.delete(id)),
    undoDelete: () => act(deletion.undo()),
    history: { query: signal<HistoryQuery>({ text: '', starredOnly: false }), scrollY: 0 },
    cancelJob: (jobId) => act(sendCommand('cancel-job', { jobId })),
    stop() {
      stopRasterising();
      stopFollowing();
      stopOpening();
      stopForgetting();
      stopUncovering();
      stopChecking();
      stop();
    },
  };
}

/**
 * Closes the settings when an image or a capture comes that was not there when they were opened: a right click on
 * a page is to show something. What was typed into them is kept. Returns how to stop that.
 */
function uncoversNews(
  state: ReadonlySignal<PanelState | undefined>,
  { settingsOpen }: Pick<PanelServices, 'settingsOpen'>,
): () => void {
  const shown = computed(() => {
    const { captureId, imageId } = state.value?.workspace ?? {};
    return captureId ?? imageId;
  });
  let known: string | undefined;
  let isKnown = false;
  return effect(() => {
    const isNews = isKnown && shown.value !== undefined && shown.value !== known;
    known = shown.value;
    isKnown ||= state.value !== undefined;
    if (isNews) settingsOpen.value = false;
  });
}

/** How long a job may look as if it ran after its background was killed, ms. */
const intervalMs = 5_000;

/**
 * While a job or a capture is shown as running, asks the background to look after it: one that was killed hears
 * nothing and wakes by the question. Returns how to stop that.
 */
function checksJobs(
  state: ReadonlySignal<PanelState | undefined>,
  { sendCommand }: Pick<PanelServices, 'sendCommand'>,
): () => void {
  const waiting = computed(() => {
    const { running = [], capture } = state.value ?? {};
    return running.length > 0 || capture?.state === 'running';
  });
  return effect(() => {
    if (!waiting.value) return undefined;
    const check = () => void sendCommand('check-jobs', {}).catch(console.warn);
    check();
    const timer = setInterval(check, intervalMs);
    return () => clearInterval(timer);
  });
}

/** The tab beside the panel; undefined where the window has none that can be named. */
export async function currentTab(): Promise<TabAddress | undefined> {
  const [tab] = await browser.tabs.query({ active: true, currentWindow: true });
  return tab?.id === undefined ? undefined : { tabId: tab.id, windowId: tab.windowId };
}
