import './sections.css';
import { ChevronDown } from 'lucide';
import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import { t } from '../../utils/base/i18n';
import { Icon } from './icon-button';

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
  /** What is chosen in it, in a few words. */
  readonly state: string;
  readonly open: boolean;
  onToggle(open: boolean): void;
  readonly children: ComponentChildren;
}

/**
 * What a newcomer need not see: a line that says what is chosen, and the choices behind it. The caller remembers
 * whether it is open. Two elements, since in a grid something may stand beside the line.
 */
export function More({ state, open, onToggle, children }: MoreProps) {
  const id = useId();
  return (
    <>
      <button
        type="button"
        class="more-line"
        aria-label={`${t('more')}: ${state}`}
        aria-expanded={open}
        aria-controls={id}
        title={state}
        onClick={() => onToggle(!open)}
      >
        <span class="more-state">{state}</span>
        <Icon icon={ChevronDown} size={14} />
      </button>
      <div class="more-body" id={id} hidden={!open}>
        {children}
      </div>
    </>
  );
}
