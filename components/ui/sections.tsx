import './sections.css';
import type { ComponentChildren } from 'preact';
import { t } from '../../utils/base/i18n';

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

interface MoreProps {
  readonly open: boolean;
  onToggle(open: boolean): void;
  readonly children: ComponentChildren;
}

/** What a newcomer need not see. The caller remembers whether it is open. */
export function More({ open, onToggle, children }: MoreProps) {
  return (
    <details
      class="more"
      open={open}
      onToggle={({ currentTarget }) => {
        if (currentTarget.open !== open) onToggle(currentTarget.open);
      }}
    >
      <summary>{t('more')}</summary>
      <div class="more-body">{children}</div>
    </details>
  );
}
