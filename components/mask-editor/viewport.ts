import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';
import { type Size, type StagePoint, stagePoint } from '../../utils/geometry';
import { fitView, keepInStage, panBy, type View, zoomAt } from './view';

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
  /** Scales by `factor`, around `at` or the stage's middle. */
  zoom(factor: number, at?: StagePoint): void;
  /** Moves the image by CSS px; returns whether there was room to move. */
  pan(dx: number, dy: number): boolean;
}

/** @param image the image's size, image px */
export function createViewport(image: Size): Viewport {
  const stage = signal<Size>({ width: 0, height: 0 });
  /** Undefined means fitted. */
  const chosen = signal<View>();
  const view = computed(() => chosen.value ?? fitView(image, stage.value));
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
      });
    },
    fit() {
      chosen.value = undefined;
    },
    zoom(factor, at) {
      const { width, height } = stage.peek();
      const current = view.peek();
      const centre = at ?? stagePoint(width / 2, height / 2);
      const next = zoomAt(current, centre, factor, image, stage.peek());
      const smallest = fitView(image, stage.peek()).scale;
      chosen.value = next.scale <= smallest ? undefined : next;
    },
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
