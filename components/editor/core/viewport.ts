import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import {
  clamp,
  type Rect,
  rectOf,
  type Size,
  type StagePoint,
  stagePoint,
} from '../../../utils/base/geometry';
import { fitArea, fitView, keepInStage, maxScale, panBy, type View, zoomAt } from './view';

/** What of an image is in the stage's middle, and how large; the same on stages of any size. */
export interface Place {
  /** CSS px that an image px takes. */
  readonly scale: number;
  /** Image px. */
  readonly x: number;
  readonly y: number;
}

/** Which part of the image the stage shows. */
export interface Viewport {
  readonly image: Size;
  /** CSS px; 0 × 0 until the stage is on the screen. */
  readonly stage: ReadonlySignal<Size>;
  readonly view: ReadonlySignal<View>;
  /** True while the whole image is shown, also through changes of the stage's size. */
  readonly isFitted: ReadonlySignal<boolean>;
  resize(stage: Size): void;
  fit(): void;
  /** Fits that box (image px), which may be larger than the image; without one the image. */
  fitTo(box?: Rect): void;
  /** Shows an image px as a CSS px, the image's spot under `at` (or in the middle) staying there. */
  actualSize(at?: StagePoint): void;
  /** The place that is shown, to come back to; undefined while all of the image is. */
  readonly place: ReadonlySignal<Place | undefined>;
  /** Scales by `factor`, around `at` or the stage's middle. */
  zoom(factor: number, at?: StagePoint): void;
  /** Moves the image by CSS px; returns whether there was room to move. */
  pan(dx: number, dy: number): boolean;
}

/**
 * @param image the image's size, image px
 * @param first the place to show first, as soon as the stage has a size
 */
export function createViewport(image: Size, first?: Place): Viewport {
  const stage = signal<Size>({ width: 0, height: 0 });
  /** Undefined means fitted. */
  const chosen = signal<View>();
  let waiting = first;
  const area = signal(rectOf(image));
  const view = computed(() => chosen.value ?? fitArea(area.value, stage.value));
  const zoom = (factor: number, at?: StagePoint) => {
    const { width, height } = stage.peek();
    const current = view.peek();
    const centre = at ?? stagePoint(width / 2, height / 2);
    const next = zoomAt(current, centre, factor, image, stage.peek());
    const smallest = fitArea(area.peek(), stage.peek()).scale;
    chosen.value = next.scale <= smallest ? undefined : next;
  };
  return {
    image,
    stage,
    view,
    isFitted: computed(() => chosen.value === undefined),
    resize(size) {
      const before = stage.peek();
      const current = chosen.peek();
      batch(() => {
        stage.value = size;
        if (current) chosen.value = keepInStage(recentred(current, before, size), image, size);
        else if (waiting && size.width > 0) chosen.value = viewOf(waiting, image, size);
        if (size.width > 0) waiting = undefined;
      });
    },
    fit() {
      chosen.value = undefined;
    },
    fitTo(box = rectOf(image)) {
      batch(() => {
        area.value = box;
        chosen.value = undefined;
      });
    },
    zoom,
    actualSize: (at) => zoom(1 / view.peek().scale, at),
    place: computed(() => chosen.value && placeOf(chosen.value, stage.value)),
    pan(dx, dy) {
      const current = view.peek();
      const next = panBy(current, dx, dy, image, stage.peek());
      if (next.x === current.x && next.y === current.y) return false;
      if (chosen.peek()) chosen.value = next;
      return chosen.peek() !== undefined;
    },
  };
}

/** The same spot stays in the stage's middle. */
const recentred = (view: View, before: Size, after: Size): View => ({
  scale: view.scale,
  x: view.x + (after.width - before.width) / 2,
  y: view.y + (after.height - before.height) / 2,
});

const placeOf = ({ scale, x, y }: View, { width, height }: Size): Place => ({
  scale,
  x: (width / 2 - x) / scale,
  y: (height / 2 - y) / scale,
});

/** Undefined where the place would be smaller than all of the image. */
function viewOf({ scale, x, y }: Place, image: Size, stage: Size): View | undefined {
  const wanted = clamp(scale, 0, maxScale);
  if (!(wanted > fitView(image, stage).scale)) return undefined;
  const view = { scale: wanted, x: stage.width / 2 - x * wanted, y: stage.height / 2 - y * wanted };
  return Number.isFinite(view.x + view.y) ? keepInStage(view, image, stage) : undefined;
}

/** Turns a pointer's place in the window into one on the stage without asking for layout each time. */
export interface StagePosition {
  of(event: { readonly clientX: number; readonly clientY: number }): StagePoint;
  /** To be called when the stage may have moved in the window. */
  refresh(): void;
  dispose(): void;
}

export function trackStagePosition(stage: HTMLElement): StagePosition {
  let box = stage.getBoundingClientRect();
  let isStale = false;
  const refresh = () => {
    box = stage.getBoundingClientRect();
    isStale = false;
  };
  const invalidate = () => {
    isStale = true;
  };
  const options = { capture: true, passive: true };
  window.addEventListener('scroll', invalidate, options);
  window.addEventListener('resize', invalidate, options);
  return {
    of({ clientX, clientY }) {
      if (isStale) refresh();
      return stagePoint(clientX - box.left, clientY - box.top);
    },
    refresh,
    dispose() {
      window.removeEventListener('scroll', invalidate, options);
      window.removeEventListener('resize', invalidate, options);
    },
  };
}
