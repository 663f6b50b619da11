import type { CDPSession, Page } from 'playwright';
import { createTaskClock } from './task-clock';

/** The recorded hand: as many strokes, points a stroke, and points that one frame brings together. */
export const hand = { strokes: 40, points: 150, pointsPerEvent: 6 } as const;

/** Where to paint, CSS px of the window. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The main thread's time for one stroke, ms. */
export interface StrokeCost {
  /** For each `pointermove` event that reached the page, frame included. */
  readonly perEvent: number;
  /** From letting go until the page is quiet again. */
  readonly atEnd: number;
}

interface Point {
  readonly x: number;
  readonly y: number;
}

/**
 * Paints all strokes by real input events, as the browser hands them on: the moves between two frames
 * arrive as one event.
 */
export async function paintStrokes(page: Page, area: Area): Promise<StrokeCost[]> {
  const session = await page.context().newCDPSession(page);
  const clock = await createTaskClock(session);
  await page.evaluate(countMoves);
  const costs: StrokeCost[] = [];
  for (let index = 0; index < hand.strokes; index += 1) {
    const [first, ...moves] = strokePoints(index, area);
    if (!first) continue;
    await send(session, 'mouseMoved', first, 0);
    await send(session, 'mousePressed', first, 1);
    const counted = await page.evaluate(readMoves);
    const before = await clock.now();
    for (const burst of bursts(moves)) {
      await Promise.all(burst.map((point) => send(session, 'mouseMoved', point, 1)));
    }
    const painted = await clock.now();
    await send(session, 'mouseReleased', moves.at(-1) ?? first, 0);
    const quiet = await clock.whenQuiet();
    const events = (await page.evaluate(readMoves)) - counted;
    costs.push({ perEvent: (painted - before) / events, atEnd: quiet - painted });
  }
  await session.detach();
  return costs;
}

/** A wavy stroke from left to right; each lies elsewhere, and all cross their neighbours. */
export function strokePoints(index: number, { x, y, width, height }: Area): Point[] {
  const middle = (0.15 + (0.7 * index) / (hand.strokes - 1)) * height;
  return Array.from({ length: hand.points }, (_, i) => {
    const part = i / (hand.points - 1);
    const wave = Math.sin(2 * Math.PI * (2 * part + index / 7)) * 0.08 * height;
    return { x: x + (0.1 + 0.8 * part) * width, y: y + middle + wave };
  });
}

function bursts(points: readonly Point[]): Point[][] {
  const count = Math.ceil(points.length / hand.pointsPerEvent);
  return Array.from({ length: count }, (_, i) =>
    points.slice(i * hand.pointsPerEvent, (i + 1) * hand.pointsPerEvent),
  );
}

const send = (
  session: CDPSession,
  type: 'mouseMoved' | 'mousePressed' | 'mouseReleased',
  point: Point,
  buttons: 0 | 1,
) =>
  session.send('Input.dispatchMouseEvent', {
    type,
    ...point,
    button: type === 'mouseMoved' && buttons === 0 ? 'none' : 'left',
    buttons,
    clickCount: type === 'mouseMoved' ? 0 : 1,
  });

/* What follows is evaluated in the page. */

declare global {
  /** `pointermove` events with a button held since `countMoves`. */
  var paintingMoves: number;
}

function countMoves(): void {
  globalThis.paintingMoves = 0;
  window.addEventListener(
    'pointermove',
    ({ buttons }) => {
      if (buttons !== 0) globalThis.paintingMoves += 1;
    },
    { capture: true, passive: true },
  );
}

const readMoves = (): number => globalThis.paintingMoves;
