import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

const controls = 'button, input';

const isUsable = (control: HTMLElement): boolean =>
  !control.matches(':disabled') && control.checkVisibility();

/**
 * Where the control that has the focus is disabled, as Undo is by its last press, the next one that can be
 * used gets the focus: browsers drop it to the page's body, and whoever works by keys starts all over.
 */
export function useFocusInside(group: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const root = group.current;
    if (!root) return undefined;
    let focused: HTMLElement | undefined;
    const onFocus = ({ target }: FocusEvent) => {
      focused = target instanceof HTMLElement ? target : undefined;
    };
    const onBlur = () => {
      if (focused && isUsable(focused)) focused = undefined; // left on purpose
    };
    const observer = new MutationObserver(() => {
      if (!focused || isUsable(focused)) return;
      const { activeElement, body } = document;
      const isElsewhere = activeElement !== focused && activeElement !== body;
      const all = [...root.querySelectorAll<HTMLElement>(controls)];
      const at = all.indexOf(focused);
      focused = undefined;
      if (isElsewhere) return;
      [...all.slice(at + 1), ...all.slice(0, at).reverse()].find(isUsable)?.focus();
    });
    observer.observe(root, { subtree: true, attributeFilter: ['disabled'] });
    root.addEventListener('focusin', onFocus);
    root.addEventListener('focusout', onBlur);
    return () => {
      observer.disconnect();
      root.removeEventListener('focusin', onFocus);
      root.removeEventListener('focusout', onBlur);
    };
  }, [group]);
}
