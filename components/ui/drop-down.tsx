import './drop-down.css';
import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';

/** CSS px between the list and the edge of the window, at least. */
const margin = 12;

interface DropDownProps {
  /** What the button says. */
  readonly label: ComponentChildren;
  readonly isDisabled?: boolean;
  /** The buttons of the list, drawn while it is open; `close` takes it away. */
  list(close: () => void): ComponentChildren;
}

/** A button and the list of buttons that it opens; Escape, a press elsewhere and leaving it with Tab close it. */
export function DropDown({ label, isDisabled = false, list }: DropDownProps) {
  const isOpen = useSignal(false);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const close = () => {
    isOpen.value = false;
  };
  const closeFor = (target: EventTarget | null) => {
    if (target instanceof Node && !root.current?.contains(target)) close();
  };
  useLayoutEffect(() => {
    const opened = root.current?.querySelector<HTMLElement>('.drop-down-list');
    if (!opened) return undefined;
    // Under a button at the right edge it would be cut off.
    const beyond =
      opened.getBoundingClientRect().right + margin - document.documentElement.clientWidth;
    if (beyond > 0) opened.style.insetInlineStart = `${-beyond}px`;
    opened.querySelector('button')?.focus();
    const onDown = ({ target }: PointerEvent) => closeFor(target);
    document.addEventListener('pointerdown', onDown, { capture: true });
    return () => document.removeEventListener('pointerdown', onDown, { capture: true });
  }, [isOpen.value]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: hears the keys of the buttons in it
    <div
      class="drop-down"
      ref={root}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || !isOpen.value) return;
        event.stopPropagation();
        close();
        root.current?.querySelector('button')?.focus();
      }}
      onFocusOut={({ relatedTarget }) => closeFor(relatedTarget)}
    >
      <button
        type="button"
        class="drop-down-button"
        aria-expanded={isOpen.value}
        aria-controls={id}
        disabled={isDisabled}
        onClick={() => {
          isOpen.value = !isOpen.value;
        }}
      >
        {label}
      </button>
      {isOpen.value && (
        <div class="drop-down-list" id={id}>
          {list(close)}
        </div>
      )}
    </div>
  );
}
