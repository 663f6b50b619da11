import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { type ImagePoint, isInside } from '../../../utils/base/geometry';
import { type MessageKey, t, uiLanguage } from '../../../utils/base/i18n';
import { type MaskMode, packDrawing, type RunsStep } from '../../../utils/drawing/steps';
import type { MaskEditorModel } from '../core/model';
import type { Area, AreaTasks } from './area-tasks';
import { createSelectTool, type SelectTool } from './select-tool';
import { createWorkerClient } from './worker-tasks';

/** The tools that compute an area instead of having it drawn. Each makes one step, undone as such. */
export interface AreaTools {
  readonly isBusy: ReadonlySignal<boolean>;
  /** What the last one did, for the user: until something else is done, or some seconds. */
  readonly notice: ReadonlySignal<string>;
  /** Masked image px; undefined while nobody asks or it is not counted yet. */
  readonly masked: ReadonlySignal<number | undefined>;
  selectSimilar(at: ImagePoint, mode: MaskMode): Promise<void>;
  /** Adds all people in the picture; where there are none it says so, and nothing is changed. */
  selectPeople(): Promise<void>;
  /** Moves the mask's edge outwards by image px, inwards where negative. */
  grow(by: number): Promise<void>;
  exportPng(): Promise<Blob | undefined>;
  importPng(file: Blob): Promise<void>;
  /** Makes the mask what differs between the picture and another version of it. */
  selectDifferent(otherUrl: string): Promise<void>;
  /** Finds things: shows them, takes them. */
  readonly select: SelectTool;
  dispose(): void;
}

/** Differences up to this (of 255) are what saving as JPEG makes of the same picture. */
const differenceTolerance = 24;

/** ms of rest after a change before the mask is counted. */
const countAfter = 250;

/**
 * @param url the picture's address, asked for each time it is read
 * @param isCounting whether somebody wants to know how much is masked
 */
export function createAreaTools(
  model: MaskEditorModel,
  url: () => string,
  isCounting: ReadonlySignal<boolean>,
): AreaTools {
  const client = createAreaClient();
  const { image } = model.viewport;
  const running = signal(0);
  const notice = createNotice(model);
  let isClosed = false;
  let isLooking = false;
  const masked = signal<number>();
  const maskNow = () => ({ mask: packDrawing(model.drawing.maskSteps.peek()), image });

  async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    running.value++;
    notice.say('');
    try {
      return await work();
    } catch (error) {
      if (isClosed) return undefined;
      console.warn(error);
      notice.say(t('maskAreaFailed'));
      return undefined;
    } finally {
      running.value--;
    }
  }

  function put(
    { runs, scale }: Area,
    mode: MaskMode,
    replaces: boolean,
    empty: MessageKey = 'maskAreaEmpty',
  ): RunsStep | undefined {
    const step = runs && ({ kind: 'runs', mode, ...runs, ...(replaces && { replaces }) } as const);
    if (step) model.drawing.add(step);
    else if (replaces) model.drawing.clear();
    notice.say(step ? noticeOf(scale) : t(empty));
    return step;
  }

  const select = createSelectTool({
    ...{ model, url },
    put: (area, mode) => put(area, mode, false, 'maskSelectEmpty'),
    fail(error) {
      console.warn(error);
      notice.say(t('maskAreaFailed'));
    },
  });

  const stopCounting = effect(() => {
    void model.drawing.maskSteps.value;
    if (!isCounting.value) return undefined;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const count = await client.run('count', maskNow()).catch(() => undefined);
      if (isCurrent) masked.value = count;
    }, countAfter);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  });

  return {
    isBusy: computed(() => running.value > 0 || select.isBusy.value),
    notice: notice.text,
    masked,
    select,
    selectSimilar: (seed, mode) =>
      attempt(async () => {
        if (!isInside(seed, image)) return;
        const { tolerance, contiguous } = model.tools.options.current.peek();
        const argument = { url: url(), image, seed, tolerance, contiguous };
        put(await client.run('similar', argument), mode, false);
      }),
    async selectPeople() {
      if (isLooking) return; // a second press would bring the same again
      isLooking = true;
      await attempt(async () => {
        notice.say(t('maskPeopleBusy'));
        const found = await client.run('people', { url: url(), image });
        put(found, 'add', false, 'maskPeopleNone');
      });
      isLooking = false;
    },
    grow: (by) =>
      attempt(async () => {
        let start = maskNow();
        let area = await client.run('grow', { ...start, by });
        while (start.mask !== maskNow().mask) {
          start = maskNow(); // painted on meanwhile: that has to grow as well
          area = await client.run('grow', { ...start, by });
        }
        put(area, 'add', true);
      }),
    exportPng: () => attempt(() => client.run('export', maskNow())),
    importPng: (file) =>
      attempt(async () => {
        put(await client.run('import', { file, image }), 'add', true);
      }),
    selectDifferent: (otherUrl) =>
      attempt(async () => {
        const argument = { url: url(), otherUrl, image, tolerance: differenceTolerance };
        put(await client.run('difference', argument), 'add', true);
      }),
    dispose() {
      isClosed = true;
      stopCounting();
      select.dispose();
      notice.dispose();
      client.close();
    },
  };
}

/** ms that a notice stays while nothing else is done. */
const noticeStays = 10_000;

/** A notice that leaves with the next change of the drawing, with another tool, or after a while. */
function createNotice({ drawing, tools }: MaskEditorModel) {
  const text = signal('');
  let timer: ReturnType<typeof setTimeout> | undefined;
  const say = (said: string) => {
    clearTimeout(timer);
    text.value = said;
    if (said) timer = setTimeout(say, noticeStays, '');
  };
  const stop = effect(() => {
    void [drawing.history.value, tools.chosen.value];
    say('');
  });
  return {
    text: text as ReadonlySignal<string>,
    say,
    dispose() {
      stop();
      clearTimeout(timer);
    },
  };
}

/** Says so where an area was computed on fewer pixels than the image has. */
function noticeOf(scale: number): string {
  if (scale >= 1) return '';
  return t('maskAreaReduced', new Intl.NumberFormat(uiLanguage(), percent).format(scale));
}

const percent = { style: 'percent' } as const;

/** Has areas computed beside the page's thread. */
export const createAreaClient = () =>
  createWorkerClient<AreaTasks>(
    () => new Worker(new URL('./area-worker.ts', import.meta.url), { type: 'module' }),
  );
