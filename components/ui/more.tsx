import type { ComponentChildren } from 'preact';
import { t } from '../../utils/i18n';
import './more.css';

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
