import { t } from '../../utils/i18n';
import type { BoxControl } from './box-control';
import { BoxHandles } from './box-handles';
import type { Viewport } from './viewport';

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
