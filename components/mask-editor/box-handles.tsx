import type { RefObject } from 'preact';
import { useId, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Grip } from '../../utils/edits/drag-box';
import { type MessageKey, t } from '../../utils/i18n';
import type { BoxControl } from './box-control';
import { listenToBoxDrag } from './box-drag';
import './box-handles.css';
import type { Viewport } from './viewport';

/** Round the box, clockwise from the top left corner. */
const handles: readonly (readonly [Grip['x'], Grip['y'], MessageKey])[] = [
  [-1, -1, 'boxTopLeft'],
  [0, -1, 'boxTop'],
  [1, -1, 'boxTopRight'],
  [1, 0, 'boxRight'],
  [1, 1, 'boxBottomRight'],
  [0, 1, 'boxBottom'],
  [-1, 1, 'boxBottomLeft'],
  [-1, 0, 'boxLeft'],
];

interface BoxHandlesProps {
  readonly control: BoxControl;
  readonly viewport: Viewport;
  /** What the box is called. */
  readonly label: string;
  /** Whether it can be moved as a whole. */
  readonly movable: boolean;
  announce(text: string): void;
}

/** A box on the stage with handles at its corners and edges. Inside a `.mask-stage`. */
export function BoxHandles({ control, viewport, label, movable, announce }: BoxHandlesProps) {
  const root = useRef<HTMLDivElement>(null);
  useBoxDrag(root, { control, viewport, announce });
  // Made once: while it is dragged only the box around them changes.
  const grips = useMemo(() => <Grips label={label} movable={movable} />, [label, movable]);
  const box = control.box.value;
  const { scale, x, y } = viewport.view.value;
  const style = box && {
    inlineSize: `${box.width * scale}px`,
    blockSize: `${box.height * scale}px`,
    transform: `translate(${x + box.x * scale}px, ${y + box.y * scale}px)`,
  };
  return (
    <div class="box-handles" ref={root} style={style} hidden={!box}>
      {grips}
    </div>
  );
}

function useBoxDrag(
  root: RefObject<HTMLDivElement | null>,
  { control, viewport, announce }: Pick<BoxHandlesProps, 'control' | 'viewport' | 'announce'>,
): void {
  useLayoutEffect(() => {
    const stage = root.current?.parentElement;
    if (!root.current || !stage) return undefined;
    return listenToBoxDrag(root.current, { stage, viewport, control, announce });
  }, [root, control, viewport, announce]);
}

function Grips({ label, movable }: Pick<BoxHandlesProps, 'label' | 'movable'>) {
  const helpId = useId();
  return (
    <>
      {movable && (
        <button
          type="button"
          class="box-move"
          aria-label={label}
          aria-describedby={helpId}
          title={label}
          data-grip="0,0"
        />
      )}
      {handles.map(([x, y, name]) => (
        <button
          key={name}
          type="button"
          class="box-handle"
          aria-label={t('boxGrip', label, t(name))}
          aria-describedby={helpId}
          data-grip={`${x},${y}`}
        />
      ))}
      <span class="mask-unseen" id={helpId}>
        {t('boxHelp')}
      </span>
    </>
  );
}
