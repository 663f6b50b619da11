import type { Session } from './session';

/** How long, in ms, the end of a key press may belong to what started the picker (Enter in a menu). */
const startingKeysMs = 600;

/** How long a key may be held that ended the picker, ms. */
const longestPressMs = 5_000;

const keep = (event: Event): void => {
  event.preventDefault();
  event.stopImmediatePropagation();
};

/** The way up of the key that ended the picker is not meant for the page either. */
function keepWayUp(key: string): void {
  const signal = AbortSignal.timeout(longestPressMs);
  const onKeyUp = (event: KeyboardEvent) => {
    if (event.key !== key) return;
    keep(event);
    window.removeEventListener('keyup', onKeyUp, { capture: true });
  };
  window.addEventListener('keyup', onKeyUp, { capture: true, signal });
}

const actionsOf = ({ choice, end }: Session): Readonly<Record<string, () => void>> => {
  const isRtl = getComputedStyle(document.documentElement).direction === 'rtl';
  return {
    ArrowUp: () => choice.walkLayers(-1),
    ArrowDown: () => choice.walkLayers(1),
    ArrowLeft: () => choice.walkPage(isRtl ? 1 : -1),
    ArrowRight: () => choice.walkPage(isRtl ? -1 : 1),
    Enter: () => choice.image && end({ choice }),
    Escape: () => end(),
  };
};

/** Lets the picker be used by keys, of which the page hears nothing. */
export function listenToKeys(session: Session, signal: AbortSignal): void {
  const startedAt = performance.now();
  /** Keys whose way down was seen, and not yet their way up. */
  const down = new Set<string>();
  const actions = new Map(Object.entries(actionsOf(session)));
  const onKey = (event: KeyboardEvent) => {
    const { key, type } = event;
    const act = actions.get(key);
    if (!act || event.isComposing) return;
    keep(event);
    // Some pages swallow every key that goes down, so its way up counts where that was not seen.
    if (type === 'keydown') down.add(key);
    else if (type !== 'keyup' || down.delete(key)) return;
    else if (performance.now() - startedAt < startingKeysMs) return;
    act();
    session.draw();
    if (signal.aborted && type === 'keydown') keepWayUp(key);
  };
  for (const type of ['keydown', 'keypress', 'keyup'] as const)
    window.addEventListener(type, onKey, { capture: true, signal });
}
