import type { Signal } from '@preact/signals';

interface HoldButtonProps {
  readonly label: string;
  readonly title: string;
  /** True while the button is held down, by pointer or by Space or Enter. */
  readonly held: Signal<boolean>;
}

/** A button that works only as long as it is held. */
export function HoldButton({ label, title, held }: HoldButtonProps) {
  const hold = () => {
    held.value = true;
  };
  const release = () => {
    held.value = false;
  };
  return (
    <button
      type="button"
      class="button"
      title={title}
      aria-pressed={held.value}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        hold();
      }}
      onLostPointerCapture={release}
      onKeyDown={({ key }) => {
        if (key === ' ' || key === 'Enter') hold();
      }}
      onKeyUp={release}
      onBlur={release}
    >
      {label}
    </button>
  );
}
