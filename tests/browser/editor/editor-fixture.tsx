import '../../../components/ui/base.css';
import { type Signal, signal } from '@preact/signals';
import { render } from 'preact';
import { cdp, page } from 'vitest/browser';
import {
  createMaskEditorModel,
  type MaskEditorModel,
  type MaskEditorModelDeps,
} from '../../../components/editor/core/model';
import { MaskEditor, type MaskEditorProps } from '../../../components/editor/ui/mask-editor';
import type { Size } from '../../../utils/base/geometry';
import { type DrawingHistory, emptyHistory } from '../../../utils/drawing/history';

export interface ShownEditor {
  readonly model: MaskEditorModel;
  /** Whether the tools behind "More tools" are shown. */
  readonly moreTools: Signal<boolean>;
  readonly root: HTMLElement;
  readonly stage: HTMLElement;
  /** What `onChange` was called with. */
  readonly changes: DrawingHistory[];
  /** The middle of an image pixel's corner in window px, worked out from what is on the screen. */
  at(x: number, y: number): [x: number, y: number];
  rerender(props: Partial<MaskEditorProps>): void;
  close(): void;
}

const pictures = new Map<string, Promise<string>>();

/** A picture with a gradient, drawn at the size, as an address; drawn and written once a file, which takes longer than most tests. */
export function pictureUrl(size: Size, colours = ['#234', '#fd8']): Promise<string> {
  const key = JSON.stringify([size.width, size.height, colours]);
  const known = pictures.get(key) ?? drawPicture(size, colours);
  pictures.set(key, known);
  return known;
}

async function drawPicture({ width, height }: Size, colours: readonly string[]): Promise<string> {
  const canvas = new OffscreenCanvas(width, height);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  const gradient = context.createLinearGradient(0, 0, width, height);
  for (const [i, colour] of colours.entries()) {
    gradient.addColorStop(i / Math.max(1, colours.length - 1), colour);
  }
  context.fillStyle = gradient;
  context.fillRect(0, 0, width, height);
  return URL.createObjectURL(await canvas.convertToBlob());
}

export async function showEditor(
  imageSize: Size,
  box: Size = { width: 360, height: 420 },
  initial: DrawingHistory = emptyHistory,
  more: Pick<MaskEditorModelDeps, 'takesMarks' | 'tool'> = {},
): Promise<ShownEditor> {
  await page.viewport(Math.max(400, box.width), 700); // fits the window, else it is scaled down
  const changes: DrawingHistory[] = [];
  const model = createMaskEditorModel({
    initial,
    imageSize,
    brushSize: signal(30),
    onChange: (state) => changes.push(state),
    ...more,
  });
  const root = document.createElement('div');
  Object.assign(root.style, { width: `${box.width}px`, height: `${box.height}px` });
  document.body.style.margin = '0';
  document.body.append(root);
  const moreTools = signal(false);
  let props: MaskEditorProps = {
    model,
    moreTools,
    image: { url: await pictureUrl(imageSize), ...imageSize },
    source: 'original',
    label: 'A gradient',
  };
  const rerender = (change: Partial<MaskEditorProps>) => {
    props = { ...props, ...change };
    render(<MaskEditor {...props} />, root);
  };
  rerender({});
  const stage = root.querySelector('[data-testid=stage]');
  const picture = stage?.querySelector('img');
  if (!(stage instanceof HTMLElement) || !picture) throw new Error('no stage');
  await settled(() => model.viewport.stage.value.width > 0 && picture.complete);
  // What is loaded on demand (the tool's options) has its room by then: places that are asked for stay where they are.
  await nextFrame();
  await nextFrame();
  return {
    model,
    moreTools,
    root,
    stage,
    changes,
    at(x, y) {
      const shown = picture.getBoundingClientRect();
      return [
        shown.left + (x / imageSize.width) * shown.width,
        shown.top + (y / imageSize.height) * shown.height,
      ];
    },
    rerender,
    close() {
      render(null, root);
      root.remove();
    },
  };
}

/** Polls, a frame at a time, until `holds`. */
export async function settled(holds: () => boolean): Promise<void> {
  const end = performance.now() + 4000;
  while (!holds()) {
    if (performance.now() > end) throw new Error(`Never came true: ${holds}`);
    await nextFrame();
  }
}

/** Fails by its own name, so that a test that hangs says what it waited for. */
function withinTenSeconds(what: string, start: (done: () => void) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const limit = setTimeout(() => reject(new Error(`${what} never came`)), 10_000);
    start(() => {
      clearTimeout(limit);
      resolve();
    });
  });
}

export const nextFrame = () => withinTenSeconds('A frame', requestAnimationFrame);

/** Frames, a moment of rest and frames: what was scheduled before is on the canvases then, and exact. */
export async function painted(): Promise<void> {
  await nextFrame();
  // A page in which nothing is drawn any more may never be told of an idle moment: hence the timeout.
  await withinTenSeconds('A moment of rest', (done) =>
    requestIdleCallback(done, { timeout: 1000 }),
  );
  await nextFrame();
  await nextFrame();
}

type Place = readonly [x: number, y: number];

interface PointerOptions {
  button?: 'left' | 'right' | 'middle';
  pointerType?: 'mouse' | 'pen';
  /** Pressure of a pen, 0…1. */
  force?: number;
  /** Bits as in CDP: Alt 1, Ctrl 2, Meta 4, Shift 8. */
  modifiers?: number;
}

/** Browser input goes to the window that holds the test's frame. */
function frameOffset(): Place {
  const { left = 0, top = 0 } = window.frameElement?.getBoundingClientRect() ?? {};
  return [left, top];
}

export async function pointer(
  type: 'mousePressed' | 'mouseMoved' | 'mouseReleased',
  [x, y]: Place,
  { button = 'left', pointerType = 'mouse', force = 0.5, modifiers = 0 }: PointerOptions = {},
  isDown = type !== 'mouseReleased',
): Promise<void> {
  const [left, top] = frameOffset();
  await cdp().send('Input.dispatchMouseEvent', {
    type,
    x: x + left,
    y: y + top,
    button,
    buttons: isDown ? { left: 1, right: 2, middle: 4 }[button] : 0,
    clickCount: 1,
    pointerType,
    force,
    modifiers,
  });
}

/** Presses at the first place, moves through the others and lets go, through the browser's input. */
export async function drag(places: readonly Place[], options?: PointerOptions): Promise<void> {
  const [first, ...rest] = places;
  const last = places.at(-1);
  if (!first || !last) return;
  await pointer('mouseMoved', first, options, false);
  await pointer('mousePressed', first, options);
  for (const place of rest) await pointer('mouseMoved', place, options);
  await pointer('mouseReleased', last, options);
}

/** Times of a quick hand, ms, 30 apart: how soon one touch comes after another must not depend on the machine. */
export function quickHand(): () => number {
  let time = Date.now();
  return () => {
    time += 30;
    return time;
  };
}

export async function touch(
  type: 'touchStart' | 'touchMove' | 'touchEnd',
  places: readonly Place[],
  timeMs: number = Date.now(),
): Promise<void> {
  const [left, top] = frameOffset();
  const touchPoints = places.map(([x, y], id) => ({ x: x + left, y: y + top, id }));
  const timestamp = timeMs / 1000;
  await cdp().send('Input.dispatchTouchEvent', { type, touchPoints, timestamp });
}

/** Sets the screen's pixels per CSS px; 0 puts the browser's own back. */
export async function setDensity(deviceScaleFactor: number): Promise<void> {
  const { innerWidth, innerHeight } = window.top ?? window;
  await cdp().send('Emulation.setDeviceMetricsOverride', {
    width: innerWidth,
    height: innerHeight,
    deviceScaleFactor,
    mobile: false,
  });
}

export const button = (name: string) => page.getByRole('button', { name, exact: true });

/** RGBA of a layer of the stage at a place of the image. */
export function layerPixel(
  editor: ShownEditor,
  layer: 'tint' | 'preview' | 'edge' | 'marks' | 'no-copy',
  place: Place,
) {
  const canvas = editor.stage.querySelector(`canvas.mask-${layer}`);
  if (!(canvas instanceof HTMLCanvasElement)) throw new Error(`no ${layer}`);
  const [x, y] = editor.at(...place);
  const box = editor.stage.getBoundingClientRect();
  const density = canvas.width / box.width;
  const context = canvas.getContext('2d');
  return [
    ...(context?.getImageData((x - box.left) * density, (y - box.top) * density, 1, 1).data ?? []),
  ];
}
