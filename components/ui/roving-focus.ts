import type { RefObject } from 'preact';
import { useLayoutEffect } from 'preact/hooks';

const controls = 'button:not(:disabled), input:not(:disabled)';

/**
 * Makes a toolbar one stop of the Tab key: left and right arrows, Home and End walk through its
 * controls (WAI-ARIA Authoring Practices, toolbar). Sliders keep the up and down arrows.
 */
export function useRovingFocus(toolbar: RefObject<HTMLElement | null>): void {
  useLayoutEffect(() => {
    const root = toolbar.current;
    if (!root) return undefined;
    let current: HTMLElement | undefined;
    const visible = () =>
      [...root.querySelectorAll<HTMLElement>(controls)].filter((each) => each.checkVisibility());
    const settle = () => {
      const all = visible();
      if (!current || !all.includes(current)) current = all[0];
      for (const each of root.querySelectorAll<HTMLElement>('button, input')) {
        each.tabIndex = each === current ? 0 : -1;
      }
    };
    const onFocus = ({ target }: FocusEvent) => {
      if (target instanceof HTMLElement) current = target;
      settle();
    };
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey) return;
      const all = visible();
      const next = targetOf(event, all);
      if (!next) return;
      event.preventDefault();
      next.focus();
    };
    // What is shown and enabled changes with the mask; every change of these is a mutation.
    const observer = new MutationObserver(settle);
    const attributeFilter = ['disabled', 'hidden'];
    observer.observe(root, { subtree: true, childList: true, attributes: true, attributeFilter });
    root.addEventListener('focusin', onFocus);
    root.addEventListener('keydown', onKey);
    settle();
    return () => {
      observer.disconnect();
      root.removeEventListener('focusin', onFocus);
      root.removeEventListener('keydown', onKey);
    };
  }, [toolbar]);
}

function targetOf(event: KeyboardEvent, all: readonly HTMLElement[]): HTMLElement | undefined {
  const { key, target } = event;
  const index = target instanceof HTMLElement ? all.indexOf(target) : -1;
  if (index < 0) return undefined;
  const isSlider = target instanceof HTMLInputElement && target.type === 'range';
  if (key === 'ArrowRight') return all[(index + 1) % all.length];
  if (key === 'ArrowLeft') return all.at(index - 1);
  if (key === 'Home' && !isSlider) return all[0];
  if (key === 'End' && !isSlider) return all.at(-1);
  return undefined;
}
