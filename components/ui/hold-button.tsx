import './hold-button.css';
import type { Signal } from '@preact/signals';
import type { IconNode } from 'lucide';
import { Icon } from './icon-button';

interface HoldButtonProps {
  readonly label: string;
  /** Stands for the label where there is no room for it. */
  readonly icon: IconNode;
  readonly title: string;
  /** True while the button is held down, by pointer or by Space or Enter. */
  readonly held: Signal<boolean>;
}

/** A button that works only as long as it is held. */
export function HoldButton({ label, icon, title, held }: HoldButtonProps) {
  const hold = () => {
    held.value = true;
  };
  const release = () => {
    held.value = false;
  };
  return (
    <button
      type="button"
      class="button hold"
      aria-label={label}
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
      <Icon icon={icon} />
      <span>{label}</span>
    </button>
  );
}
