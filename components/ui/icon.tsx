import type { IconNode } from 'lucide';
import { h } from 'preact';

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
