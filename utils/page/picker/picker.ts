import type { Rect } from '../../base/geometry';
import { describeImage, tidy } from '../describe';
import { pageDocument } from '../page-document';
import type { OnScreen, PageApi, Picked, PickFirst } from '../page-image';
import { boxOf, onScreen } from '../place';
import { frames } from '../scroll';
import { Choice, pointedElements } from './choice';
import { createPickerView, labelOf, type PickerView } from './view';

/** How far a pressed pointer moves, in CSS px, before it drags an area instead of clicking. */
const dragDistance = 6;

let leave: (() => void) | undefined;

function draw({ view, choice, draw: again }: Session): void {
  const { layers, index, image } = choice;
  const outlines = layers.flatMap(({ element }, i) => {
    const box = boxOf(element);
    return box ? [{ box, isChosen: i === index }] : [];
  });
  view.show(outlines, image ? labelOf(image, { index, count: layers.length }, again) : '');
}

const areaBetween = (a: PointerEvent, b: PointerEvent): Rect => ({
  x: Math.min(a.clientX, b.clientX),
  y: Math.min(a.clientY, b.clientY),
  width: Math.abs(a.clientX - b.clientX),
  height: Math.abs(a.clientY - b.clientY),
});

function listenToPointer(session: Session, signal: AbortSignal): void {
  const { view, choice } = session;
  let pressed: PointerEvent | undefined;
  let latest: PointerEvent | undefined;
  const dragged = (event: PointerEvent): Rect | undefined => {
    const area = pressed && areaBetween(pressed, event);
    return area && Math.max(area.width, area.height) >= dragDistance ? area : undefined;
  };
  const follow = () => {
    if (!latest || signal.aborted) return;
    const area = dragged(latest);
    view.showArea(area);
    if (!pressed) choice.pointAt(latest.clientX, latest.clientY);
    latest = undefined;
    session.draw();
  };
  const on = (
    type: 'pointerdown' | 'pointermove' | 'pointerup' | 'click',
    act: (event: PointerEvent) => void,
  ) => view.shield.addEventListener(type, (event) => event.isTrusted && act(event), { signal });
  on('pointermove', (event) => {
    // The browser tells of a pointer that rests while the page is scrolled under it.
    if (choice.isWalking && event.movementX === 0 && event.movementY === 0) return;
    if (!latest) requestAnimationFrame(follow); // once a frame is enough
    latest = event;
  });
  on('pointerdown', (event) => {
    if (event.button !== 0) return;
    view.shield.setPointerCapture(event.pointerId);
    choice.pointAt(event.clientX, event.clientY);
    pressed = event;
    session.draw();
  });
  on('pointerup', (event) => {
    const area = dragged(event);
    pressed = undefined;
    view.showArea(undefined);
    if (area) session.end({ area });
  });
  // Not the pointer's way up: some pages swallow its way down, and all leave the click.
  on('click', ({ clientX, clientY }) => {
    choice.pointAt(clientX, clientY);
    if (choice.image) session.end({ choice });
  });
}

/** Keeps what happens in the picker from the page, and the page's own menu out of it. */
function keepFromPage({ view }: Session, signal: AbortSignal): void {
  const types = [
    'pointerdown',
    'pointerup',
    'mousedown',
    'mouseup',
    'click',
    'auxclick',
    'dblclick',
    'contextmenu',
  ];
  for (const type of types)
    view.host.addEventListener(
      type,
      (event) => {
        event.preventDefault();
        event.stopPropagation();
      },
      { signal },
    );
}

/** What shows a document of its own and keeps the keys to itself. */
const framing = new Set(['iframe', 'frame', 'embed', 'object']);

/**
 * Has the keys come to this document, where a frame in it has them. A document in Chromium's PDF viewer says of itself that
 * nothing in it has the focus, as any other may.
 */
function takeKeysFromFrame(host: HTMLElement): void {
  const { activeElement, body } = pageDocument;
  if (activeElement && framing.has(activeElement.localName)) (activeElement as HTMLElement).blur();
  else if (!activeElement || activeElement === body) {
    host.tabIndex = -1;
    host.focus({ preventScroll: true });
  }
}

function letChoose(first: PickFirst): Promise<Taken> {
  return new Promise((resolve) => {
    const pointed = first.isPointed ? pointedElements() : []; // before the picker covers them
    const view = createPickerView();
    const listening = new AbortController();
    const { signal } = listening;
    const session: Session = {
      view,
      choice: new Choice(view.host),
      draw: () => signal.aborted || draw(session),
      end(taken) {
        listening.abort();
        view.remove();
        leave = undefined;
        resolve(taken);
      },
    };
    leave = session.end;
    listenToKeys(session, signal);
    for (const type of ['scroll', 'resize'] as const)
      window.addEventListener(
        type,
        () => {
          session.choice.forget();
          session.draw();
        },
        { capture: true, signal },
      );
    listenToPointer(session, signal);
    keepFromPage(session, signal);
    takeKeysFromFrame(view.host);
    session.choice.start(first, pointed);
    session.draw();
  });
}

async function toPicked(taken: Taken): Promise<Picked | undefined> {
  if (!taken) return undefined;
  if ('choice' in taken) {
    const { image } = taken.choice;
    return image && { image: await describeImage(image) };
  }
  const area: OnScreen | undefined = onScreen(taken.area);
  return area && { area, pageTitle: tidy(pageDocument.title), pageUrl: location.href };
}

export const startPicker: Pick<PageApi, 'pick' | 'leavePicker'> = {
  pick: async (first) => {
    leave?.(); // one at a time
    const picked = await toPicked(await letChoose(first ?? {}));
    await frames(2); // nothing of the picker may be in a screenshot
    return picked;
  },
  leavePicker: () => leave?.(),
};

/** What the user has taken: the chosen picture, or an area in CSS px of the viewport. */
type Taken = { readonly choice: Choice } | { readonly area: Rect } | undefined;

/** A picker that is open in the page. */
export interface Session {
  readonly view: PickerView;
  readonly choice: Choice;
  draw(): void;
  end(taken?: Taken): void;
}

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
  const isRtl = getComputedStyle(pageDocument.documentElement).direction === 'rtl';
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
function listenToKeys(session: Session, signal: AbortSignal): void {
  const startedAt = performance.now();
  /** Keys whose way down was seen, and not yet their way up. */
  const down = new Set<string>();
  const actions = new Map(Object.entries(actionsOf(session)));
  const onKey = (event: KeyboardEvent) => {
    const { key, type } = event;
    const act = actions.get(key);
    // Keys that the page makes up are not the user's.
    if (!act || event.isComposing || !event.isTrusted) return;
    if (!session.view.isThere()) {
      session.end(); // the page has taken it out: its keys are its own again
      return;
    }
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
