import './icon-button.css';
import type { IconNode } from 'lucide';
import { h } from 'preact';
import { ariaShortcut, shortcutText } from './shortcut';

interface IconButtonProps {
  /** Or a short text in its place. */
  icon: IconNode | string;
  /** The accessible name; shown as the tooltip with the first shortcut. */
  label: string;
  /** As in `shortcut.ts`, such as 'b' or 'ctrl+z'; the first one is shown. */
  shortcuts?: readonly string[] | undefined;
  /** For toggles; undefined for plain buttons. */
  pressed?: boolean | undefined;
  /** For buttons that open and close something. */
  expanded?: boolean | undefined;
  /** The id of what it opens and closes. */
  controls?: string | undefined;
  disabled?: boolean | undefined;
  /** Why it can't do it now. It can be pressed all the same: things may have changed, and a press says more. */
  unavailable?: string | undefined;
  /** Whether the label stands beside the icon, where the style of its place has room for that. */
  hasWord?: boolean | undefined;
  onClick(): void;
}

/** A square button that shows an icon only; with a text as wide as that. */
export function IconButton(props: IconButtonProps) {
  const { icon, label, shortcuts = [], pressed, expanded, controls, disabled } = props;
  const { unavailable, hasWord, onClick } = props;
  const [shortcut] = shortcuts;
  return (
    <button
      type="button"
      class={typeof icon === 'string' ? 'icon-button text' : 'icon-button'}
      aria-label={label}
      aria-pressed={pressed}
      aria-expanded={expanded}
      aria-controls={controls}
      aria-keyshortcuts={shortcuts.map((each) => ariaShortcut(each)).join(' ') || undefined}
      aria-disabled={unavailable ? true : undefined}
      aria-description={unavailable}
      title={`${label}${shortcut ? ` (${shortcutText(shortcut)})` : ''}${unavailable ? `: ${unavailable}` : ''}`}
      disabled={disabled}
      onClick={onClick}
    >
      {typeof icon === 'string' ? icon : <Icon icon={icon} />}
      {hasWord && <span class="icon-button-word">{label}</span>}
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
