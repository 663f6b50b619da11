import type { Rect } from '../../../utils/base/geometry';
import { t } from '../../../utils/base/i18n';
import type { BoxControl, CropControl } from '../core/box-control';
import type { MaskEditorModel } from '../core/model';
import type { Viewport } from '../core/viewport';
import { BoxHandles } from './box-handles';

interface CropBoxProps {
  readonly model: MaskEditorModel;
  readonly crop: CropControl;
  announce(text: string): void;
}

/** The part of the image that will be sent: a thin frame, with handles while its tool is chosen. */
export function CropBox({ model, crop, announce }: CropBoxProps) {
  if (model.tools.chosen.value !== 'crop') return <CropFrame model={model} crop={crop} />;
  const { viewport } = model;
  const label = t('maskCropBox');
  return <BoxHandles control={crop} movable {...{ viewport, label, announce }} />;
}

/** Where all of the image is sent there is nothing to mark. */
function CropFrame({ model: { viewport }, crop }: Pick<CropBoxProps, 'model' | 'crop'>) {
  const { scale, x, y } = viewport.view.value;
  const { width, height } = viewport.image;
  const box = crop.box.value;
  if (!box || (box.width === width && box.height === height)) return null;
  const style = {
    inlineSize: `${box.width * scale}px`,
    blockSize: `${box.height * scale}px`,
    transform: `translate(${x + box.x * scale}px, ${y + box.y * scale}px)`,
  };
  return <div class="mask-crop" style={style} />;
}

interface ExtendBoxProps {
  readonly control: BoxControl;
  readonly viewport: Viewport;
  announce(text: string): void;
}

/** The canvas that the picture is to get, behind it. */
export function ExtendCanvas({ control, viewport }: Pick<ExtendBoxProps, 'control' | 'viewport'>) {
  const box = control.box.value;
  if (!box) return null;
  const { scale, x, y } = viewport.view.value;
  const style = {
    inlineSize: `${box.width * scale}px`,
    blockSize: `${box.height * scale}px`,
    transform: `translate(${x + box.x * scale}px, ${y + box.y * scale}px)`,
  };
  return <div class="extend-canvas" style={style} />;
}

/** Its edges, to be dragged outwards, and its size. */
export function ExtendBox({ control, viewport, announce }: ExtendBoxProps) {
  if (!control.box.value) return null;
  return (
    <>
      <BoxHandles label={t('extendCanvas')} movable={false} {...{ control, viewport, announce }} />
      <output class="extend-size">{control.text}</output>
    </>
  );
}

interface ChangeBoxProps {
  readonly viewport: Viewport;
  /** Image px. */
  readonly box: Rect;
}

/** Where the picture may change though nothing of it is masked: in the mask's colour, and dashed. */
export function ChangeBox({ viewport, box }: ChangeBoxProps) {
  const { scale, x, y } = viewport.view.value;
  const style = {
    inlineSize: `${box.width * scale}px`,
    blockSize: `${box.height * scale}px`,
    transform: `translate(${x + box.x * scale}px, ${y + box.y * scale}px)`,
  };
  return <div class="mask-change" style={style} />;
}
