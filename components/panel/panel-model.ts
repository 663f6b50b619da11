import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { AppError, type StoredError, toStoredError } from '../../utils/errors';
import { endCapture, failCapture } from '../../utils/library/captures';
import { addImage } from '../../utils/library/images';
import type { CaptureRecord, ImageRecord, WorkspaceRecord } from '../../utils/library/records';
import { watch } from '../../utils/library/watch';
import { changeWorkspace, openImage } from '../../utils/library/workspace';
import { checksJobs } from './check-jobs';
import { currentTab } from './current-tab';
import { createDeletion } from './deletion';
import { type PanelState, readPanelState } from './panel-state';
import type { PanelServices } from './services';
import { type BroughtImage, takeFile } from './take-file';

export type PanelTab = WorkspaceRecord['tab'];

export interface PanelModel {
  /** `undefined` for the moment until the library has answered. */
  readonly state: ReadonlySignal<PanelState | undefined>;
  /** A failure that belongs to no capture and no job. */
  readonly error: ReadonlySignal<StoredError | undefined>;
  showError(error: unknown): void;
  /** Takes every failure off the screen: something new is being tried. */
  forgetFailures(): void;
  /** The tab that is shown: at once the one that was clicked, else what the library says. */
  readonly tab: ReadonlySignal<PanelTab>;
  selectTab(tab: PanelTab): void;
  /** Makes an image of the library the one that is edited. */
  openImage(id: string): void;
  /** Shows a result in the image's place, or the image again. */
  showResult(id: string | undefined): void;
  /** True while the image is shown in its result's place, to compare the two. */
  readonly comparing: Signal<boolean>;
  /** The results that pages show in place of their own pictures, by place. */
  readonly onPage: Signal<ReadonlyMap<string, string>>;
  /** Takes an image from outside into the library and opens it. */
  takeImage(brought: BroughtImage): Promise<void>;
  /**
   * Takes the file of an address into the library and opens it.
   * @param isOnPage true where it was dragged, most likely out of the page beside the panel
   */
  takeAddress(url: string, isOnPage: boolean): Promise<void>;
  deleteImage(id: string): void;
  /** The image that was deleted last and can still be had back. */
  readonly deleted: ReadonlySignal<ImageRecord | undefined>;
  undoDelete(): void;
  /** Gives up the way back. */
  forgetDeleted(): void;
  cancelJob(jobId: string): void;
  stop(): void;
}

export function createPanelModel(services: PanelServices): PanelModel {
  const { library, rasteriseSvg, sendCommand } = services;
  const error = signal<StoredError>();
  const showError = (caught: unknown) => {
    console.warn(caught);
    error.value = toStoredError(caught);
  };
  const act = (work: Promise<unknown>) => {
    error.value = undefined;
    work.catch(showError);
  };
  const deletion = createDeletion(library, showError);
  const { value: state, stop } = watch(() => readPanelState(library), showError);

  /** One panel of several does it; another one only where that was closed in the middle. */
  const rasteriseOnce = ({ id }: CaptureRecord): Promise<void> =>
    navigator.locks.request(`rasterise ${id}`, async () => {
      const capture = await library.captures.get(id);
      if (capture?.state === 'needs-rasterising') await rasteriseCapture(capture);
    });

  async function rasteriseCapture({ id, svg, page, rungs, source = 'original' }: CaptureRecord) {
    try {
      if (!svg) throw new AppError('image-empty');
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
      const image = await takeFile(services, brought);
      await openImage(library, image.id);
    } catch (caught) {
      showError(caught);
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
      await sendCommand('capture-address', { url, tab });
    } catch (caught) {
      showError(caught);
    }
  }

  const clickedTab = signal<PanelTab>();
  const stopFollowing = effect(() => {
    if (state.value?.workspace.tab === clickedTab.peek()) clickedTab.value = undefined;
  });

  const forgetFailures = () => {
    error.value = undefined;
    if (state.peek()?.capture?.state === 'failed')
      changeWorkspace(library, { captureId: undefined }).catch(showError);
  };
  const captureId = computed(() => state.value?.workspace.captureId);
  const stopForgetting = effect(() => {
    // A new capture speaks for itself.
    if (captureId.value !== undefined) error.value = undefined;
  });

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
    error,
    showError,
    forgetFailures,
    tab: computed(() => clickedTab.value ?? state.value?.workspace.tab ?? 'edit'),
    selectTab: (tab) => {
      clickedTab.value = tab; // until the library has it: what is typed next must land there
      act(changeWorkspace(library, { tab }));
    },
    openImage: (id) => act(openImage(library, id)),
    showResult: (resultId) => act(changeWorkspace(library, { resultId })),
    comparing: signal(false),
    onPage: signal<ReadonlyMap<string, string>>(new Map()),
    takeImage,
    takeAddress,
    deleted: deletion.deleted,
    deleteImage: (id) => act(deletion.delete(id)),
    undoDelete: () => act(deletion.undo()),
    forgetDeleted: () => act(deletion.expire()),
    cancelJob: (jobId) => act(sendCommand('cancel-job', { jobId })),
    stop() {
      stopRasterising();
      stopFollowing();
      stopForgetting();
      stopChecking();
      stop();
    },
  };
}
