import type { Size } from '../../utils/base/geometry';
import { contenders } from './painting-peers-contenders';

/** x and y as shares of the picture, pressure 0…1. */
export type RecordedPoint = readonly [x: number, y: number, pressure: number];

/** ms from one animation frame to the next, with one `pointermove` in each. */
export interface PeerTimes {
  /** Of each stroke, one for each point. */
  readonly strokes: readonly (readonly number[])[];
  /** The frame after each pointer-up. */
  readonly ends: readonly number[];
}

/** CSS px. */
const panelWidth = 360;
const toolsHeight = 60;

/** Frames without anything new are not drawn, and come at 60 Hz; a spot that blinks is always new. */
const spot = document.createElement('div');
spot.style.cssText = 'position:fixed;right:0;bottom:0;width:2px;height:2px';
document.body.append(spot);

export function frame(): Promise<number> {
  spot.style.background = spot.style.background === 'gray' ? 'silver' : 'gray';
  return new Promise((resolve) => requestAnimationFrame(() => resolve(performance.now())));
}

/** Where strokes are painted: the picture inside our own stage, or all of the host. */
const surfaceOf = (host: HTMLElement): Element => host.querySelector('.mask-picture') ?? host;

/** Shows a contender; resolves once it takes pointers. */
export async function show(name: string, image: Size): Promise<void> {
  document.querySelector('#host')?.remove();
  const host = document.createElement('div');
  host.id = 'host';
  const height = (panelWidth * image.height) / image.width;
  const isOurs = name === 'Repaint'; // its tools stand above the stage
  Object.assign(host.style, {
    width: `${panelWidth}px`,
    height: `${height + (isOurs ? toolsHeight : 0)}px`,
    overflow: 'hidden',
  });
  document.body.append(host);
  await contenders[name]?.(host, image);
  for (let i = 0; i < 30; i++) await frame();
}

/** Events as browsers send them: each pointer event with its mouse event after it. */
function send(type: 'down' | 'move' | 'up', place: readonly number[], pressure: number): void {
  const [clientX = 0, clientY = 0] = place;
  const target = document.elementFromPoint(clientX, clientY) ?? document.body;
  const isMove = type === 'move';
  const init = {
    clientX,
    clientY,
    bubbles: true,
    cancelable: true,
    button: isMove ? -1 : 0,
    buttons: type === 'up' ? 0 : 1,
  };
  const pointer = { ...init, pointerId: 1, pointerType: 'pen', isPrimary: true, pressure };
  const coalescedEvents = isMove ? [new PointerEvent('pointermove', pointer)] : [];
  target.dispatchEvent(new PointerEvent(`pointer${type}`, { ...pointer, coalescedEvents }));
  target.dispatchEvent(new MouseEvent(`mouse${type}`, { ...init, button: 0 }));
}

/** @param patience ms after which no further stroke is begun */
export async function replay(
  strokes: readonly (readonly RecordedPoint[])[],
  patience: number,
): Promise<PeerTimes> {
  const giveUpAt = performance.now() + patience;
  const host = document.querySelector<HTMLElement>('#host');
  if (!host) throw new Error('Nothing is shown');
  const { left, top, width, height } = surfaceOf(host).getBoundingClientRect();
  const place = ([x, y]: RecordedPoint) => [left + x * width, top + y * height];
  const times: number[][] = [];
  const ends: number[] = [];
  for (const points of strokes) {
    const stroke: number[] = [];
    const [first] = points;
    const last = points.at(-1);
    if (!first || !last || performance.now() > giveUpAt) continue;
    send('down', place(first), first[2]);
    let before = await frame();
    for (const point of points) {
      send('move', place(point), point[2]);
      const now = await frame();
      stroke.push(now - before);
      before = now;
    }
    send('up', place(last), 0);
    const shown = await frame();
    const settled = await frame(); // some draw only in the frame after
    ends.push(settled - before - (settled - shown) / 2);
    times.push(stroke);
  }
  return { strokes: times, ends };
}

// Synthesised pointers cannot be captured; those that would fail at that get on without.
Element.prototype.setPointerCapture = () => undefined;
Element.prototype.releasePointerCapture = () => undefined;
