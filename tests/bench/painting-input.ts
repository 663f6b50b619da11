import type { Page } from 'playwright';
import { rounds } from './rounds';
import { createTaskClock } from './task-clock';

/** The recorded hand: points of a stroke, and how many of them one frame's event brings together. */
export const hand = { strokes: 40, points: 150, pointsPerEvent: 8 } as const;

/** CSS px of the window. */
export interface Area {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The main thread's work for one stroke, ms. */
export interface StrokeCost {
  /** For each `pointermove` event, its frame included. */
  readonly perEvent: number;
  /** The same, without what the thread waited for others. */
  readonly processorPerEvent: number;
  /** From letting go until the page is quiet again. */
  readonly atEnd: number;
}

type Point = readonly [x: number, y: number];

/** Paints strokes in an area of a page, one event a frame, and weighs each. */
export async function paintStrokes(
  page: Page,
  area: Area,
  strokes: number = rounds(hand.strokes),
): Promise<StrokeCost[]> {
  const session = await page.context().newCDPSession(page);
  const clock = await createTaskClock(session);
  const costs: StrokeCost[] = [];
  for (let index = 0; index < strokes; index += 1) {
    const stroke = { points: strokePoints(index, area), pointsPerEvent: hand.pointsPerEvent };
    await page.evaluate(pressPointer, stroke);
    await clock.whenQuiet();
    const start = await clock.now();
    const events = await page.evaluate(movePointer, stroke);
    const moved = await clock.now();
    await page.evaluate(releasePointer, stroke);
    const quiet = await clock.whenQuiet();
    costs.push({
      perEvent: (moved.tasks - start.tasks) / events,
      processorPerEvent: (moved.processor - start.processor) / events,
      atEnd: quiet.tasks - moved.tasks,
    });
  }
  await session.detach();
  return costs;
}

/** A wavy stroke from left to right; each lies elsewhere, and all cross their neighbours. */
function strokePoints(index: number, { x, y, width, height }: Area): Point[] {
  const middle = (0.15 + (0.7 * index) / (hand.strokes - 1)) * height;
  return Array.from({ length: hand.points }, (_, i) => {
    const part = i / (hand.points - 1);
    const wave = Math.sin(2 * Math.PI * (2 * part + index / 7)) * 0.08 * height;
    return [x + (0.1 + 0.8 * part) * width, y + middle + wave];
  });
}

/*
 * What follows is evaluated in the page. The browser's own input cannot be had at an even pace: how many
 * points it puts into an event depends on how busy the page is. So the page makes the events, in the
 * shape of the browser's; what that costs is in every contender, the empty page included.
 */

interface PageStroke {
  readonly points: readonly Point[];
  readonly pointsPerEvent: number;
}

function pressPointer({ points: [first] }: PageStroke): void {
  const [clientX, clientY] = first ?? [0, 0];
  const mouse = { pointerId: 1, pointerType: 'mouse', isPrimary: true, bubbles: true };
  const place = { clientX, clientY, button: 0, buttons: 1, pressure: 0.5, cancelable: true };
  const target = document.elementFromPoint(clientX, clientY);
  target?.dispatchEvent(new PointerEvent('pointerdown', { ...mouse, ...place }));
}

/** Resolves to the number of events, once the frame after the last one has begun. */
async function movePointer({ points, pointsPerEvent }: PageStroke): Promise<number> {
  const [clientX, clientY] = points[0] ?? [0, 0];
  const target = document.elementFromPoint(clientX, clientY);
  const mouse = { pointerId: 1, pointerType: 'mouse', isPrimary: true, bubbles: true };
  const held = { ...mouse, button: -1, buttons: 1, pressure: 0.5, cancelable: true };
  let events = 0;
  for (let from = 1; from < points.length; from += pointsPerEvent) {
    await new Promise(requestAnimationFrame);
    const coalescedEvents = points
      .slice(from, from + pointsPerEvent)
      .map(([x, y]) => new PointerEvent('pointermove', { ...held, clientX: x, clientY: y }));
    const last = coalescedEvents.at(-1);
    const place = { clientX: last?.clientX ?? 0, clientY: last?.clientY ?? 0 };
    target?.dispatchEvent(new PointerEvent('pointermove', { ...held, ...place, coalescedEvents }));
    events += 1;
  }
  await new Promise(requestAnimationFrame); // what the last event asked for is painted in this one
  await new Promise(requestAnimationFrame);
  return events;
}

function releasePointer({ points }: PageStroke): void {
  const [clientX, clientY] = points.at(-1) ?? [0, 0];
  const mouse = { pointerId: 1, pointerType: 'mouse', isPrimary: true, bubbles: true };
  const place = { clientX, clientY, button: 0, buttons: 0, pressure: 0, cancelable: true };
  const target = document.elementFromPoint(clientX, clientY);
  target?.dispatchEvent(new PointerEvent('pointerup', { ...mouse, ...place }));
}
