import { t } from '../../utils/i18n';
import type { CropControl } from './box-control';
import { BoxHandles } from './box-handles';
import type { MaskEditorModel } from './mask-editor-model';

interface CropBoxProps {
  readonly model: MaskEditorModel;
  readonly crop: CropControl;
  announce(text: string): void;
}

/** The part of the image that will be sent: a thin frame, with handles while its tool is chosen. */
export function CropBox({ model, crop, announce }: CropBoxProps) {
  if (model.tool.value !== 'crop') return <CropFrame model={model} crop={crop} />;
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
