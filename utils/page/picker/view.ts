import type { Rect, Size } from '../../base/geometry';
import { type MessageKey, t } from '../../base/i18n';
import { createHtml } from '../elements';
import { pageDocument } from '../page-document';
import type { FoundImage, ImageKind } from '../page-image';
import { naturalSizeOf } from '../place';

/** A box to outline, in CSS px of the viewport. */
interface Outline {
  readonly box: Rect;
  readonly isChosen: boolean;
}

export interface PickerView {
  /** The one node that is put into the page; all else is in its closed shadow root. */
  readonly host: HTMLElement;
  /** Takes the pointer; nothing of the page gets it while the picker is there. */
  readonly shield: HTMLElement;
  show(outlines: readonly Outline[], label: string): void;
  /** The rectangle that is being dragged. */
  showArea(area: Rect | undefined): void;
  /** False where the page has removed or hidden it. */
  isThere(): boolean;
  remove(): void;
}

/** Set one by one: style sheets would need the page's leave (CSP) or fail in Firefox's isolated world. */
const setStyles = (element: HTMLElement, styles: Readonly<Record<string, string>>): void => {
  for (const [name, value] of Object.entries(styles))
    element.style.setProperty(name, value, 'important');
};

function styled<Tag extends 'div' | 'output'>(
  tag: Tag,
  styles: Readonly<Record<string, string>>,
): HTMLElementTagNameMap[Tag] {
  const element = createHtml(tag);
  setStyles(element, styles);
  return element;
}

const accent = '#ff5c39';
const box = { position: 'fixed', 'box-sizing': 'border-box', 'pointer-events': 'none' };
const chip = {
  ...box,
  font: '600 13px/1.4 system-ui, sans-serif',
  color: '#fff',
  background: 'rgb(20 20 24 / 92%)',
  border: '1px solid rgb(255 255 255 / 30%)', // an edge on dark pages, too
  padding: '4px 10px',
  'border-radius': '6px',
  'white-space': 'nowrap',
  'max-width': '96vw',
  overflow: 'hidden',
  'text-overflow': 'ellipsis',
};

const place = (element: HTMLElement, { x, y, width, height }: Rect): void => {
  const lengths = { left: x, top: y, width, height };
  for (const [name, value] of Object.entries(lengths))
    element.style.setProperty(name, `${value}px`, 'important');
};

function createHost(): HTMLElement {
  const host = styled('div', {
    all: 'initial',
    position: 'fixed',
    inset: '0',
    width: '100vw',
    height: '100vh',
    border: '0',
    padding: '0',
    margin: '0',
    background: 'none',
    overflow: 'visible',
    display: 'block',
    'z-index': '2147483647',
  });
  host.popover = 'manual'; // the top layer: above everything that a page can put up
  // A modal dialog makes all that is outside of it unreachable.
  const modal = [...pageDocument.querySelectorAll('dialog:modal')].at(-1);
  (modal ?? pageDocument.documentElement).append(host);
  host.showPopover();
  return host;
}

const outlineStyle = (isChosen: boolean): Readonly<Record<string, string>> => ({
  outline: isChosen ? `3px solid ${accent}` : '1px dashed #fff',
  'outline-offset': '-1px',
  'box-shadow': isChosen ? '0 0 0 4px rgb(0 0 0 / 55%)' : '0 0 0 1px rgb(0 0 0 / 60%)',
});

/** Draws outlines into a layer with as few changes as can be: it happens at every move of the pointer. */
function createOutlines(layer: HTMLElement): (outlines: readonly Outline[]) => void {
  const drawn: { readonly element: HTMLElement; isChosen: boolean | undefined }[] = [];
  return (outlines) => {
    while (drawn.length > outlines.length) drawn.pop()?.element.remove();
    for (const [i, { box: rect, isChosen }] of outlines.entries()) {
      const outline = drawn[i] ?? { element: styled('div', box), isChosen: undefined };
      if (!drawn[i]) {
        drawn.push(outline);
        layer.append(outline.element);
      }
      if (outline.isChosen !== isChosen) setStyles(outline.element, outlineStyle(isChosen));
      outline.isChosen = isChosen;
      place(outline.element, rect);
    }
  };
}

/** The label stays on the screen, above the outlined box where there is room. */
function placeLabel(label: HTMLElement, { x, y, height }: Rect): void {
  const { width: ownWidth, height: ownHeight } = label.getBoundingClientRect();
  const above = y - ownHeight - 6;
  const top = above >= 4 ? above : Math.min(y + height, innerHeight - 40) - ownHeight - 6;
  const left = Math.max(4, Math.min(x, innerWidth - ownWidth - 4));
  label.style.setProperty('left', `${left}px`, 'important');
  label.style.setProperty('top', `${Math.max(4, top)}px`, 'important');
}

export function createPickerView(): PickerView {
  const host = createHost();
  const root = host.attachShadow({ mode: 'closed' });
  const shield = styled('div', {
    position: 'fixed',
    inset: '0',
    cursor: 'crosshair',
    'touch-action': 'none',
  });
  const layer = styled('div', { ...box, inset: '0' });
  const label = styled('output', { ...chip, display: 'none' });
  label.dir = 'auto';
  const help = styled('div', {
    ...chip,
    bottom: '12px',
    left: '50%',
    transform: 'translateX(-50%)',
    'font-weight': '400',
    // As many lines as a narrow window needs: what Esc does must be readable.
    'white-space': 'normal',
    'text-align': 'center',
    'text-wrap': 'balance',
    'word-break': 'keep-all', // Korean breaks between words then
    width: 'max-content',
  });
  help.textContent = t('pickerHelp');
  help.dir = 'auto';
  const areaBox = styled('div', { ...box, ...outlineStyle(true), display: 'none' });
  const drawOutlines = createOutlines(layer);
  root.append(shield, layer, areaBox, label, help);
  return {
    host,
    shield,
    show(outlines, text) {
      drawOutlines(outlines);
      const chosen = outlines.find(({ isChosen }) => isChosen);
      label.style.setProperty('display', chosen ? 'block' : 'none', 'important');
      if (label.textContent !== text) label.textContent = text;
      if (chosen) placeLabel(label, chosen.box);
    },
    showArea(area) {
      areaBox.style.setProperty('display', area ? 'block' : 'none', 'important');
      if (area) place(areaBox, area);
    },
    isThere: () => host.isConnected && host.matches(':popover-open'),
    remove: () => host.remove(),
  };
}

const kindKeys: Readonly<Record<ImageKind, MessageKey>> = {
  image: 'kindImage',
  background: 'kindBackground',
  border: 'kindBorder',
  mask: 'kindMask',
  marker: 'kindMarker',
  content: 'kindContent',
  svg: 'kindDrawing',
  canvas: 'kindCanvas',
  video: 'kindVideo',
  poster: 'kindPoster',
  icon: 'kindIcon',
  frame: 'kindFrame',
};

const sizes = new Map<string, Size>();

/** Asks for a file's size once; `onSize` is called when it is known and was not before. */
function fileSize(url: string, onSize: () => void): Size | undefined {
  const known = sizes.get(url);
  if (known) return known;
  sizes.set(url, { width: 0, height: 0 });
  const image = new Image();
  image.onload = () => {
    sizes.set(url, { width: image.naturalWidth, height: image.naturalHeight });
    onSize();
  };
  image.src = url;
  return undefined;
}

function sizeOf({ element, kind, addresses }: FoundImage, onSize: () => void): Size {
  const isOwn = kind === 'image' || kind === 'canvas' || kind === 'video';
  const natural = isOwn ? naturalSizeOf(element) : { width: 0, height: 0 };
  if (natural.width > 0) return natural;
  const [shown] = addresses;
  const file = shown && fileSize(shown.url, onSize);
  if (file?.width) return file;
  const { width, height } = element.getBoundingClientRect();
  return { width: Math.round(width), height: Math.round(height) };
}

/** "Background, 1600 × 900 (2 of 3)": kind and size in image px, and its place among the layers. */
export function labelOf(
  image: FoundImage,
  place: { readonly index: number; readonly count: number },
  onSize: () => void,
): string {
  const { width, height } = sizeOf(image, onSize);
  const name = t('pickerLabel', t(kindKeys[image.kind]), width, height);
  return place.count > 1 ? t('pickerLayer', name, place.index + 1, place.count) : name;
}
