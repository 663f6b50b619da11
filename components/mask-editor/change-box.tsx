import type { Rect } from '../../utils/geometry';
import type { Viewport } from './viewport';

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
