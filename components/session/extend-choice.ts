import { computed, effect, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { grow, type Rect, rectOf } from '../../utils/base/geometry';
import { t } from '../../utils/base/i18n';
import type { ImageRecord } from '../../utils/library/records';
import { extensionBy, type Sides, sidesOf } from '../../utils/plan/extend';
import { type BoxControl, dragBox } from '../editor/core/box-control';
import type { Viewport } from '../editor/core/viewport';

/** The widest strip that is added at once, image px. */
export const maxSidePx = 4096;

/** Share of the longer side that is shown round the canvas, to drag its edges into. */
const room = 0.25;

const noSides: Sides = { left: 0, top: 0, right: 0, bottom: 0 };

/** The canvas that an image is to get: its edges may be dragged on the stage. Its box is image px. */
export interface ExtendChoice extends BoxControl {
  /** Whether it is being chosen; on closing what was chosen is forgotten. */
  readonly isOpen: Signal<boolean>;
  /** Px on each side of the image itself, without an extension that it has already. */
  readonly sides: ReadonlySignal<Sides>;
  setSides(sides: Sides): void;
}

/** @param image an extended one is dragged from the size that it has */
export function createExtendChoice(
  image: Pick<ImageRecord, 'width' | 'height' | 'addedSides'>,
  viewport: Viewport,
): ExtendChoice & { dispose(): void } {
  const { addedSides = noSides } = image;
  const base: Rect = {
    ...{ x: addedSides.left, y: addedSides.top },
    width: image.width - addedSides.left - addedSides.right,
    height: image.height - addedSides.top - addedSides.bottom,
  };
  const limits = grow(base, maxSidePx);
  const isOpen = signal(false);
  const canvas = signal(rectOf(image));
  /** The canvas as it was when it last came to rest. */
  let resting = canvas.peek();
  const show = () => {
    resting = canvas.peek();
    const { width, height } = canvas.peek();
    viewport.fitTo(grow(canvas.peek(), Math.round(room * Math.max(width, height))));
  };
  let wasOpen = false;
  const dispose = effect(() => {
    if (isOpen.value === wasOpen) return;
    wasOpen = isOpen.value;
    canvas.value = rectOf(image);
    if (wasOpen) show();
    else viewport.fitTo();
  });
  return {
    isOpen,
    box: computed(() => (isOpen.value ? canvas.value : undefined)),
    text: computed(() => t('size', canvas.value.width, canvas.value.height)),
    sides: computed(() => {
      const { x, y, ...size } = canvas.value;
      return sidesOf({ canvas: size, x: base.x - x, y: base.y - y }, base);
    }),
    setSides(sides) {
      const { canvas: size, x, y } = extensionBy(sides, base);
      canvas.value = { ...size, x: base.x - x, y: base.y - y };
      show();
    },
    drag(from, grip, by) {
      canvas.value = dragBox(from, grip, by, limits, base);
      return canvas.value;
    },
    keep: show,
    takeBack() {
      canvas.value = resting;
    },
    dispose,
  };
}
