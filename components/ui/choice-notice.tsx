import './notice.css';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';

interface ChoiceNoticeProps {
  readonly question: string;
  /** What one should know to answer. */
  readonly hint?: string;
  /** Its buttons. */
  readonly children: ComponentChildren;
}

/** A question that a button raises. It appears below that button, where a low panel may end: it comes into sight. */
export function ChoiceNotice({ question, hint, children }: ChoiceNoticeProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.scrollIntoView({ block: 'nearest' }), []);
  return (
    <div class="notice" ref={box}>
      <p>{question}</p>
      <div class="alert-actions">{children}</div>
      {hint && <p class="hint">{hint}</p>}
    </div>
  );
}
