import { computed, effect, type ReadonlySignal, signal } from '@preact/signals';
import { type ImagePoint, imagePoint, isInside, type Point } from '../../../utils/base/geometry';
import { type MaskMode, packDrawing, type RunsStep } from '../../../utils/drawing/steps';
import type { Hint } from '../../../utils/select/choose';
import type { MaskEditorModel } from '../core/model';
import type { Area } from './area-tasks';
import type { SelectTasks, ShownThing } from './select-tasks';
import { createWorkerClient } from './worker-tasks';

/** What would be taken, and whether it would be taken away. */
export interface ShownChoice extends ShownThing {
  readonly mode: MaskMode;
}

/** The tool that finds things: shows what a click would take, and takes it. */
export interface SelectTool {
  readonly isBusy: ReadonlySignal<boolean>;
  /** Undefined while the pointer is elsewhere, or on nothing. */
  readonly shown: ReadonlySignal<ShownChoice | undefined>;
  /** The pointer, or the place of the keys, is there. */
  hover(at: ImagePoint, mode: MaskMode): void;
  leave(): void;
  /** Goes from what is shown to what is beside it; returns where that is. */
  walk(from: ImagePoint, direction: Point, mode: MaskMode): Promise<ImagePoint | undefined>;
  /** Works out ahead what a hint that has just begun would take, so that the whole of it is answered sooner. */
  foresee(hint: Hint): void;
  /** Takes in or away what is meant; the share of the image, 0 where nothing was found, undefined where it failed. */
  take(hint: Hint): Promise<number | undefined>;
  dispose(): void;
}

interface SelectToolDeps {
  readonly model: MaskEditorModel;
  /** The picture's address, asked for each time. */
  url(): string;
  /** Puts what was found into the drawing and says what there is to say. */
  put(area: Area, mode: MaskMode): RunsStep | undefined;
  /** Says that it did not work. */
  fail(error: unknown): void;
}

/** Where the pointer rests so long on a thing, ms, what a click would take is made ready. */
const restMs = 150;

/** The hints that made steps: undone, they go with them. */
const hintsOfSteps = new WeakMap<object, Hint>();

export function createSelectTool({ model, url, put, fail }: SelectToolDeps): SelectTool {
  const client = createSelectClient();
  const { image } = model.viewport;
  const { tools, drawing } = model;
  const running = signal(0);
  const shown = signal<ShownChoice>();
  let wanted: { at: ImagePoint; mode: MaskMode } | undefined;
  let isAsking = false;
  let isClosed = false;

  const argumentFor = (hint: Hint) => {
    const steps = drawing.maskSteps.peek();
    const earlier = steps.flatMap((step) => hintsOfSteps.get(step) ?? []);
    const size = tools.selectSize.peek();
    return { url: url(), image, mask: packDrawing(steps), earlier, hint, size };
  };
  const show = (next: ShownChoice | undefined) => {
    shown.peek()?.bitmap.close();
    shown.value = next;
  };
  const touchAt = (at: Point, mode: MaskMode): Hint => ({ kind: 'touch', mode, points: [at] });

  /** One request at a time; of the places that the pointer passed meanwhile only the last one counts. */
  async function ask(): Promise<void> {
    if (isAsking) return;
    isAsking = true;
    while (wanted && !isClosed) {
      const asked = wanted;
      const argument = argumentFor(touchAt(asked.at, asked.mode));
      const thing = await client.run('show', argument).catch((error: unknown) => {
        if (!isClosed) console.warn(error); // a click says so
        return undefined;
      });
      if (wanted === asked) {
        wanted = undefined;
        const next = thing && !isClosed ? { ...thing, mode: asked.mode } : undefined;
        show(next);
        if (next)
          setTimeout(() => {
            const isResting = shown.peek() === next && !wanted;
            if (isResting) client.run('ready', argument).catch(() => undefined);
          }, restMs);
      } else thing?.bitmap.close();
    }
    isAsking = false;
  }

  const stops = [
    effect(() => {
      if (tools.chosen.value !== 'select') {
        wanted = undefined;
        show(undefined);
        return;
      }
      const mask = packDrawing(drawing.maskSteps.value);
      client.run('prepare', { url: url(), image, mask }).catch(() => undefined); // told by what comes next
    }),
    // Another size, or another mask under the pointer.
    effect(() => {
      void [tools.selectSize.value, drawing.maskSteps.value];
      const now = shown.peek();
      const place = wanted?.at ?? (now && imagePoint(now.at.x, now.at.y));
      const mode = wanted?.mode ?? now?.mode;
      if (!place || !mode) return;
      wanted = { at: place, mode }; // what is being asked for meanwhile is not wanted any more
      void ask();
    }),
  ];

  return {
    isBusy: computed(() => running.value > 0),
    shown,
    hover(at, mode) {
      if (tools.chosen.peek() !== 'select') return;
      if (!isInside(at, image)) return this.leave();
      wanted = { at, mode };
      void ask();
    },
    leave() {
      wanted = undefined;
      show(undefined);
    },
    async walk(from, direction, mode) {
      try {
        const { x, y } = await client.run('walk', {
          ...argumentFor(touchAt(from, mode)),
          direction,
        });
        return imagePoint(x, y);
      } catch {
        return undefined;
      }
    },
    foresee(hint) {
      client.run('ready', argumentFor(hint)).catch(() => undefined); // told by what is taken
    },
    async take(hint) {
      if (!hint.points.some((point) => isInside(point, image))) return undefined;
      running.value++;
      try {
        const area = await client.run('take', argumentFor(hint));
        const step = put(area, hint.mode);
        if (step) hintsOfSteps.set(step, hint);
        tools.selectSize.value = 0; // it was meant for this thing
        return step ? area.share : 0;
      } catch (error) {
        if (!isClosed) fail(error);
        return undefined;
      } finally {
        running.value--;
      }
    },
    dispose() {
      isClosed = true;
      for (const stop of stops) stop();
      show(undefined);
      client.close();
    },
  };
}

/** Has things found beside the page's thread. */
const createSelectClient = () =>
  createWorkerClient<SelectTasks>(
    () => new Worker(new URL('./select-worker.ts', import.meta.url), { type: 'module' }),
  );
