import type { ComponentChildren } from 'preact';
import './section.css';

interface SectionProps {
  readonly title: string;
  readonly children: ComponentChildren;
}

/** A part of a page that is folded away until it is wanted. */
export function Section({ title, children }: SectionProps) {
  return (
    <details class="section">
      <summary>{title}</summary>
      <div class="section-body">{children}</div>
    </details>
  );
}
