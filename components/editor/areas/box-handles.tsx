import './box-handles.css';
import type { RefObject } from 'preact';
import { useId, useLayoutEffect, useMemo, useRef } from 'preact/hooks';
import type { Point, Rect } from '../../../utils/base/geometry';
import { type MessageKey, t } from '../../../utils/base/i18n';
import type { BoxControl, Grip } from '../core/box-control';
import type { Viewport } from '../core/viewport';

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
  useFocusLeftToStage(root);
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

/** When the handles go, with the focus on one of them, the stage has it: keys go on to work. */
function useFocusLeftToStage(root: RefObject<HTMLDivElement | null>): void {
  useLayoutEffect(() => {
    const handles = root.current;
    const stage = handles?.parentElement;
    return () => {
      if (handles?.contains(document.activeElement)) stage?.focus({ preventScroll: true });
    };
  }, [root]);
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

interface BoxDragDeps {
  readonly stage: HTMLElement;
  readonly viewport: Viewport;
  readonly control: BoxControl;
  /** Says a text to screen readers. */
  announce(text: string): void;
}

interface PointerDrag {
  readonly pointerId: number;
  readonly grip: Grip;
  readonly from: Rect;
  /** Window px. */
  readonly start: Point;
}

const directions: Readonly<Record<string, Point | undefined>> = {
  ArrowLeft: { x: -1, y: 0 },
  ArrowRight: { x: 1, y: 0 },
  ArrowUp: { x: 0, y: -1 },
  ArrowDown: { x: 0, y: 1 },
};

/** Image px of an arrow key: what every size of most models is a multiple of; with Shift a single one. */
const keyStep = 16;

/**
 * Makes the elements with `data-grip` inside `root` drag the box: by mouse, pen or finger, at most once a
 * frame, and by the arrow keys. Escape takes a running drag back. Returns how to stop listening.
 */
function listenToBoxDrag(root: HTMLElement, deps: BoxDragDeps): () => void {
  const { stage, viewport, control, announce } = deps;
  const abort = new AbortController();
  let drag: PointerDrag | undefined;
  let latest: Point | undefined;
  let frame = 0;
  /** Where keys have drawn the box to: smaller steps than legal shapes must add up. */
  let drawn: Rect | undefined;

  function apply(): void {
    cancelAnimationFrame(frame);
    frame = 0;
    if (!drag || !latest) return;
    const { scale } = viewport.view.peek();
    const by = { x: (latest.x - drag.start.x) / scale, y: (latest.y - drag.start.y) / scale };
    latest = undefined;
    control.drag(drag.from, drag.grip, { x: Math.round(by.x), y: Math.round(by.y) });
  }

  function end(takeBack: boolean): void {
    if (!drag) return;
    if (!takeBack) apply();
    cancelAnimationFrame(frame);
    frame = 0;
    drag = undefined;
    latest = undefined;
    if (takeBack) control.takeBack();
    else control.keep();
    announce(control.text.peek());
  }

  function onDown(event: PointerEvent): void {
    const handle = handleOf(event.target);
    const from = control.box.peek();
    if (!handle || !from || drag) return;
    if (event.button !== 0 || stage.hasAttribute('data-pan-key')) return; // these pan
    event.preventDefault(); // the stage leaves it alone then
    handle.focus({ preventScroll: true });
    handle.setPointerCapture(event.pointerId);
    drawn = undefined;
    const start = { x: event.clientX, y: event.clientY };
    drag = { pointerId: event.pointerId, grip: gripOf(handle), from, start };
  }

  function onMove({ pointerId, clientX, clientY }: PointerEvent): void {
    if (drag?.pointerId !== pointerId) return;
    latest = { x: clientX, y: clientY };
    frame ||= requestAnimationFrame(apply);
  }

  const onGone = ({ pointerId, type }: PointerEvent) => {
    if (drag?.pointerId === pointerId) end(type === 'pointercancel');
  };

  function onKey(event: KeyboardEvent): void {
    const handle = handleOf(event.target);
    const direction = directions[event.key];
    if (!handle || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape') end(true);
    const from = drawn ?? control.box.peek();
    if (!direction || !from || drag) return;
    event.preventDefault();
    event.stopPropagation(); // else the stage's brush moves
    const step = event.shiftKey ? 1 : keyStep;
    drawn = control.drag(from, gripOf(handle), { x: direction.x * step, y: direction.y * step });
    control.keep();
    announce(control.text.peek());
  }

  const options = { signal: abort.signal };
  root.addEventListener('pointerdown', onDown, options);
  root.addEventListener('pointermove', onMove, options);
  for (const type of ['pointerup', 'pointercancel', 'lostpointercapture'] as const)
    root.addEventListener(type, onGone, options);
  root.addEventListener('keydown', onKey, options);
  root.addEventListener('focusout', () => (drawn = undefined), options);
  // A second finger pinches: the first one dragged nothing then.
  const onOther = ({ pointerId }: PointerEvent) => {
    if (drag && drag.pointerId !== pointerId) end(true);
  };
  stage.addEventListener('pointerdown', onOther, options);
  return () => {
    end(false);
    abort.abort();
  };
}

const handleOf = (target: EventTarget | null): HTMLElement | undefined => {
  const handle = target instanceof Element ? target.closest('[data-grip]') : undefined;
  return handle instanceof HTMLElement ? handle : undefined;
};

/** `data-grip` is the grip as 'x,y'. */
function gripOf({ dataset }: HTMLElement): Grip {
  const [x, y] = (dataset.grip ?? '').split(',').map((each) => Math.sign(Number(each)));
  return { x, y } as Grip;
}
