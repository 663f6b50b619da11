import type { IconNode } from 'lucide';
import './icon-button.css';
import { Icon } from './icon';

interface IconButtonProps {
  icon: IconNode;
  /** The accessible name; shown as the tooltip with the shortcut. */
  label: string;
  /** A key as `aria-keyshortcuts` writes it, such as 'B' or 'Control+Z'. */
  shortcut?: string | undefined;
  /** For toggles; undefined for plain buttons. */
  pressed?: boolean | undefined;
  /** For buttons that open and close something. */
  expanded?: boolean | undefined;
  /** The id of what it opens and closes. */
  controls?: string | undefined;
  disabled?: boolean | undefined;
  onClick(): void;
}

/** A square button that shows an icon only. */
export function IconButton(props: IconButtonProps) {
  const { icon, label, shortcut, pressed, expanded, controls, disabled, onClick } = props;
  return (
    <button
      type="button"
      class="icon-button"
      aria-label={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      aria-controls={controls}
      aria-keyshortcuts={shortcut}
      title={shortcut ? `${label} (${shortcut.replace('Control', 'Ctrl')})` : label}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon icon={icon} />
    </button>
  );
}
