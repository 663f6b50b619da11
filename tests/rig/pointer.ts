import type { CDPSession, Locator, Page } from 'playwright';

/** A place in an element, as fractions of its width and height: [0, 0] is top left, [1, 1] bottom right. */
export type Fraction = readonly [fx: number, fy: number];

export interface DragOptions {
  /** Moves between two neighbouring points. */
  steps?: number;
}

export interface PenOptions extends DragOptions {
  /** Pressure from 0 to 1 at the given part (0 to 1) of the way. */
  force?: (part: number) => number;
}

interface Point {
  x: number;
  y: number;
}

/** Draws a stroke with the mouse: down at the first point, along the others, up at the last. */
export async function drag(
  page: Page,
  locator: Locator,
  points: readonly Fraction[],
  { steps = 8 }: DragOptions = {},
): Promise<void> {
  const path = await pathOver(locator, points, steps);
  await stroke(path, {
    move: ({ x, y }) => page.mouse.move(x, y),
    down: () => page.mouse.down(),
    up: () => page.mouse.up(),
  });
}

/** Draws a stroke with a pen; events arrive with `pointerType: 'pen'` and the pressure. */
export async function penDrag(
  page: Page,
  locator: Locator,
  points: readonly Fraction[],
  { steps = 8, force = () => 0.5 }: PenOptions = {},
): Promise<void> {
  const path = await pathOver(locator, points, steps);
  await withSession(page, async (session) => {
    const send = (
      type: 'mouseMoved' | 'mousePressed' | 'mouseReleased',
      point: Point,
      part: number,
      pressed: boolean,
    ) =>
      session.send('Input.dispatchMouseEvent', {
        type,
        ...point,
        pointerType: 'pen',
        force: pressed ? force(part) : 0,
        button: type === 'mouseMoved' && !pressed ? 'none' : 'left',
        buttons: pressed ? 1 : 0,
        clickCount: type === 'mouseMoved' ? 0 : 1,
      });
    let pressed = false;
    await stroke(path, {
      move: (point, part) => send('mouseMoved', point, part, pressed),
      down: (point) => {
        pressed = true;
        return send('mousePressed', point, 0, true);
      },
      up: (point) => send('mouseReleased', point, 1, false),
    });
  });
}

/** Draws a stroke with one finger. */
export async function touchDrag(
  page: Page,
  locator: Locator,
  points: readonly Fraction[],
  { steps = 8 }: DragOptions = {},
): Promise<void> {
  const [first, ...rest] = await pathOver(locator, points, steps);
  await withSession(page, async (session) => {
    const send = (type: 'touchStart' | 'touchMove' | 'touchEnd', touchPoints: Point[]) =>
      session.send('Input.dispatchTouchEvent', { type, touchPoints });
    await send('touchStart', first ? [first] : []);
    for (const point of rest) await send('touchMove', [point]);
    await send('touchEnd', []);
  });
}

/** Points between the given ones: each leg from one to the next is cut into `steps` equal parts. Pure. */
export function interpolate(points: readonly Point[], steps: number): Point[] {
  return points.flatMap((to, index) => {
    const from = points[index - 1];
    if (from === undefined) return [to];
    return Array.from({ length: steps }, (_, step) => {
      const part = (step + 1) / steps;
      return { x: from.x + (to.x - from.x) * part, y: from.y + (to.y - from.y) * part };
    });
  });
}

async function pathOver(
  locator: Locator,
  points: readonly Fraction[],
  steps: number,
): Promise<Point[]> {
  await locator.scrollIntoViewIfNeeded();
  const box = await locator.boundingBox();
  if (box === null) throw new Error(`${locator} is not visible, so nothing can be drawn on it.`);
  const corners = points.map(([fx, fy]) => ({
    x: box.x + fx * box.width,
    y: box.y + fy * box.height,
  }));
  return interpolate(corners, steps);
}

interface Hand {
  move(point: Point, part: number): Promise<unknown>;
  down(point: Point): Promise<unknown>;
  up(point: Point): Promise<unknown>;
}

async function stroke(path: Point[], hand: Hand): Promise<void> {
  const [first, ...rest] = path;
  const last = path.at(-1);
  if (first === undefined || last === undefined) throw new Error('A stroke needs a point.');
  await hand.move(first, 0);
  await hand.down(first);
  for (const [index, point] of rest.entries()) await hand.move(point, (index + 1) / rest.length);
  await hand.up(last);
}

async function withSession(page: Page, act: (session: CDPSession) => Promise<void>): Promise<void> {
  const session = await page.context().newCDPSession(page);
  try {
    await act(session);
  } finally {
    await session.detach();
  }
}
