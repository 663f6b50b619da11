import './icon-button.css';
import type { IconNode } from 'lucide';
import { h } from 'preact';

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

interface IconProps {
  /** An icon of `lucide`, imported by its name so that only used ones are bundled. */
  icon: IconNode;
  /** Side in CSS px. */
  size?: number;
}

/** A decorative line icon in the text's colour; the control around it carries the name. */
export function Icon({ icon, size = 18 }: IconProps) {
  return (
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width={2}
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {icon.map(([tag, attributes], index) => h(tag, { ...attributes, key: index }))}
    </svg>
  );
}
