import type { Rect } from '../../utils/geometry';
import { t } from '../../utils/i18n';
import type { Viewport } from './viewport';

interface CropFrameProps {
  readonly viewport: Viewport;
  /** Image px. */
  readonly box: Rect;
}

/** A thin frame around the part of the image that will be sent. */
export function CropFrame({ viewport, box }: CropFrameProps) {
  const { scale, x, y } = viewport.view.value;
  const style = {
    inlineSize: `${box.width * scale}px`,
    blockSize: `${box.height * scale}px`,
    transform: `translate(${x + box.x * scale}px, ${y + box.y * scale}px)`,
  };
  return <div class="mask-crop" style={style} title={t('maskCropBox')} />;
}
