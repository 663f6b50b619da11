import { computed, type ReadonlySignal, type Signal } from '@preact/signals';
import { type Rect, rectOf, type Size } from '../../utils/base/geometry';
import { t } from '../../utils/base/i18n';
import type { EditJobOptions } from '../../utils/plan/options';
import { type EditPlan, planWish } from '../../utils/plan/plan-edit';
import { findModel } from '../../utils/server/models';
import { anchorOf, type CropControl, dragBox } from '../editor/core/box-control';

/** "Sends 1024 × 768 px, 12% of the picture": said before anything is sent. */
export function sentText({ crop, requestSize }: EditPlan, image: Size): string {
  const share = (100 * crop.width * crop.height) / (image.width * image.height);
  return t('sends', requestSize.width, requestSize.height, Math.max(1, Math.round(share)));
}

interface CropChoiceDeps {
  readonly image: Size;
  /** The box that it has to hold, image px: of the mask, or of marks. */
  readonly bounds: ReadonlySignal<Rect | undefined>;
  /** Where the picture may change for marks without a mask, image px. */
  readonly changeBox?: ReadonlySignal<Rect | undefined> | undefined;
  /** The user's own box, image px. */
  readonly cropWish: Signal<Rect | undefined>;
  readonly plan: ReadonlySignal<EditPlan | undefined>;
  options(): Pick<EditJobOptions, 'model' | 'scope'>;
  /** Given the box whenever it comes to rest. */
  save(wish: Rect | undefined): void;
}

/** The box around what is sent, which the user may drag. */
export function createCropChoice(deps: CropChoiceDeps): CropControl {
  const { image, bounds, cropWish, plan, changeBox, options, save } = deps;
  const isWhole = () => options().scope === 'whole-image';
  /** What was wished for before a drag that is under way. */
  let before: { readonly wish: Rect | undefined } | undefined;
  return {
    box: computed(() => (isWhole() ? undefined : plan.value?.crop)),
    text: computed(() => {
      if (isWhole()) return t('cropIsWhole');
      if (!plan.value) return t('cropNeedsMask');
      const sent = sentText(plan.value, image);
      const box = changeBox?.value;
      return box ? `${sent}. ${t('changesBox', box.width, box.height)}` : sent;
    }),
    isOwn: computed(() => cropWish.value !== undefined),
    drag(from, grip, by) {
      const mask = bounds.peek();
      if (!mask) return from;
      before ??= { wish: cropWish.peek() };
      const { sizes } = findModel(options().model);
      const drawn = dragBox(from, grip, by, rectOf(image), mask);
      cropWish.value = planWish(image, mask, sizes, drawn, anchorOf(grip)).crop;
      return drawn;
    },
    keep() {
      before = undefined;
      save(cropWish.peek());
    },
    takeBack() {
      if (before) cropWish.value = before.wish;
      before = undefined;
    },
    reset() {
      cropWish.value = undefined;
      save(undefined);
    },
  };
}
