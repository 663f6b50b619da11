import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  drag,
  painted,
  pointer,
  quickHand,
  type ShownEditor,
  settled,
  showEditor,
  touch,
} from './editor-fixture';

const photo = { width: 1600, height: 1200 };
let editor: ShownEditor;
beforeEach(async () => {
  editor = await showEditor(photo);
});
afterEach(() => editor.close());

const canvasOf = (layer: 'tint' | 'edge') => {
  const canvas = editor.stage.querySelector(`canvas.mask-${layer}`);
  if (!(canvas instanceof HTMLCanvasElement)) throw new Error(`no ${layer}`);
  return canvas;
};

function alphaOf(layer: 'tint' | 'edge' = 'tint'): Uint8Array {
  const canvas = canvasOf(layer);
  const { data } = canvas.getContext('2d')?.getImageData(0, 0, canvas.width, canvas.height) ?? {};
  return Uint8Array.from(
    { length: canvas.width * canvas.height },
    (_, i) => data?.[4 * i + 3] ?? 0,
  );
}

/** Whether any pixel of the square around `at` (reach px) is as opaque as asked. */
function hasNear(alpha: Uint8Array, at: number, reach: number, isLike: (value: number) => boolean) {
  const { width } = canvasOf('tint');
  for (let dy = -reach; dy <= reach; dy++) {
    for (let dx = -reach; dx <= reach; dx++) {
      if (isLike(alpha[at + dy * width + dx] ?? 0)) return true;
    }
  }
  return false;
}

/** Pixels that are covered in one of the two pictures and have nothing covered within `reach` in the other. */
function farOff(one: Uint8Array, other: Uint8Array, reach: number): number {
  const isCovered = (value: number) => value > 127;
  const lacks = (from: Uint8Array, to: Uint8Array) =>
    from.reduce((n, a, i) => n + (isCovered(a) && !hasNear(to, i, reach, isCovered) ? 1 : 0), 0);
  return lacks(one, other) + lacks(other, one);
}

const wave = (count: number): [number, number, number][] =>
  Array.from({ length: count }, (_, i) => {
    const part = i / (count - 1);
    return [200 + 1200 * part, 600 + 250 * Math.sin(9 * part), 0.5 + 0.4 * Math.sin(i / 7)];
  });

const scribble: [number, number, number][] = Array.from({ length: 60 }, (_, i) => [
  500 + 8 * i,
  600 + (i % 2 ? 140 : -140),
  0.5,
]);

describe.each([
  ['a mouse’s wave', 'mouse', 100, wave(50)],
  ['a pen’s wave', 'pen', 100, wave(50)],
  ['a hasty scribble', 'mouse', 100, scribble],
  ['a soft brush’s wave', 'mouse', 40, wave(30)],
] as const)('%s', (_, pointerType, hardness, way) => {
  test('looks while it is drawn as it does once it is finished', async () => {
    editor.model.tools.options.change({ hardness });
    const places = way.map(([x, y, force]) => [editor.at(x, y), { pointerType, force }] as const);
    const [first] = places;
    const last = places.at(-1);
    if (!first || !last) return;
    await pointer('mouseMoved', first[0], first[1], false);
    await pointer('mousePressed', ...first);
    for (const [place, options] of places) await pointer('mouseMoved', place, options);
    await painted();
    const live = alphaOf();
    await pointer('mouseReleased', ...last);
    await painted();
    expect(live.filter((value) => value > 127).length).toBeGreaterThan(2000);
    expect(farOff(live, alphaOf(), 2)).toBe(0);
  });
});

test('a stroke that is drawn costs as much at its 10,000th point as at its first', async () => {
  const at = editor.at(800, 600);
  await pointer('mouseMoved', at, {}, false);
  await pointer('mousePressed', at);
  const context = canvasOf('tint').getContext('2d');
  let drawn = 0;
  const lineTo = context?.lineTo;
  Object.assign(context ?? {}, {
    lineTo(this: CanvasRenderingContext2D, x: number, y: number) {
      drawn++;
      lineTo?.call(this, x, y);
    },
  });
  const perEvent: number[] = [];
  for (let event = 0; event < 1250; event++) {
    drawn = 0;
    const moves = Array.from({ length: 8 }, (_, i) => {
      const angle = (event * 8 + i) / 40;
      const [clientX, clientY] = editor.at(
        800 + 300 * Math.cos(angle),
        600 + 200 * Math.sin(angle),
      );
      return { pointerId: 1, bubbles: true, buttons: 1, clientX, clientY };
    });
    const coalescedEvents = moves.map((move) => new PointerEvent('pointermove', move));
    editor.stage.dispatchEvent(
      new PointerEvent('pointermove', { ...moves.at(-1), coalescedEvents }),
    );
    if (event % 250 === 0) await painted();
    perEvent.push(drawn);
  }
  expect(Math.max(...perEvent.slice(1000))).toBeLessThanOrEqual(40);
  await pointer('mouseReleased', at);
  const [step] = editor.model.drawing.maskSteps.value;
  expect(step?.kind === 'stroke' && step.points.length).toBeGreaterThan(9900);
  await painted();
  expect(alphaOf().some((value) => value === 255)).toBe(true);
});

test('the edge follows strokes, those taken back as well, to the same picture as drawn anew', async () => {
  const strokes: [number, number][][] = [
    [
      [300, 300],
      [700, 350],
    ],
    [
      [600, 320],
      [900, 800],
    ],
    [
      [250, 900],
      [1200, 880],
    ],
  ];
  for (const way of strokes) await drag(way.map(([x, y]) => editor.at(x, y)));
  editor.model.drawing.undo();
  editor.model.drawing.redo();
  await drag([editor.at(500, 330), editor.at(520, 700)], { button: 'right' });
  await painted();
  await painted();
  const grown = alphaOf('edge');
  editor.model.tools.options.change({ tint: 'blue' }); // draws everything anew
  await painted();
  await painted();
  expect(grown.filter((value) => value > 0).length).toBeGreaterThan(500);
  expect(farOff(grown, alphaOf('edge'), 1)).toBe(0);
});

describe('a stroke that is let go', () => {
  /** The same drawing from its steps alone. */
  async function drawnAnew(): Promise<Uint8Array> {
    editor.model.tools.options.change({ tint: 'blue' });
    await painted();
    return alphaOf();
  }

  test('stays as it was drawn in the next frame, and is exact once the hand rests', async () => {
    await pointer('mousePressed', editor.at(200, 600));
    for (const [x, y] of wave(30)) await pointer('mouseMoved', editor.at(x, y));
    await painted();
    const drawn = alphaOf();
    const [x, y] = wave(30).at(-1) ?? [0, 0];
    const shown = new Promise<Uint8Array>((resolve) => {
      editor.stage.addEventListener(
        'pointerup',
        () => requestAnimationFrame(() => resolve(alphaOf())),
        { once: true },
      );
    });
    await pointer('mouseReleased', editor.at(x, y));
    expect(await shown).toEqual(drawn);
    await painted();
    const exact = alphaOf();
    expect(exact).not.toEqual(drawn);
    expect(exact).toEqual(await drawnAnew());
  });

  test.each([
    ['added to and erased', () => undefined, 3],
    ['taken back', () => editor.model.drawing.undo(), 2],
  ])('and at once %s is exact all the same', async (_, act, count) => {
    await drag([editor.at(300, 300), editor.at(700, 350)]);
    await drag([editor.at(600, 320), editor.at(900, 800)]);
    await drag([editor.at(400, 200), editor.at(420, 500)], { button: 'right' });
    act();
    await painted();
    expect(editor.model.drawing.maskSteps.value).toHaveLength(count);
    const shown = alphaOf();
    expect(shown).toEqual(await drawnAnew());
  });

  test('outside the image leaves nothing', async () => {
    await drag([editor.at(300, 300), editor.at(700, 350)]);
    editor.model.drawing.undo();
    await drag([editor.at(-60, -60), editor.at(-60, 300)]);
    await painted();
    expect(alphaOf().some((value) => value > 0)).toBe(false);
  });
});

describe('while a pointer draws', () => {
  const press = async () => {
    await pointer('mouseMoved', editor.at(500, 500), {}, false);
    await pointer('mousePressed', editor.at(500, 500));
    await pointer('mouseMoved', editor.at(700, 500));
    await painted();
  };
  const circle = () => editor.stage.querySelector<HTMLElement>('.mask-cursor');

  test('the browser’s cursor is the circle, and the element is back with the next move', async () => {
    await press();
    expect(circle()?.hidden).toBe(true);
    expect(getComputedStyle(editor.stage).cursor).toMatch(/^url\("data:image.* 16 16, crosshair$/);
    await pointer('mouseReleased', editor.at(700, 500));
    await painted();
    expect(circle()?.hidden).toBe(true); // the end of a stroke writes no styles either
    await pointer('mouseMoved', editor.at(710, 500), {}, false);
    await painted();
    expect(circle()?.hidden).toBe(false);
    expect(getComputedStyle(editor.stage).cursor).toBe('none');
  });

  test('a brush too large for a cursor gets a crosshair', async () => {
    editor.model.tools.setSize(160);
    await press();
    expect(getComputedStyle(editor.stage).cursor).toBe('crosshair');
    await pointer('mouseReleased', editor.at(700, 500));
  });

  test('no element’s style is written, however far it moves', async () => {
    await press();
    const changes: string[] = [];
    const observer = new MutationObserver((records) => {
      for (const { target, attributeName } of records)
        changes.push(`${(target as Element).className} ${attributeName}`);
    });
    observer.observe(editor.root, { attributes: true, subtree: true, childList: true });
    for (const x of [750, 800, 850, 900]) {
      await pointer('mouseMoved', editor.at(x, 520));
      await painted();
    }
    observer.disconnect();
    expect(changes).toEqual([]);
    await pointer('mouseReleased', editor.at(900, 520));
  });
});

test('fingers do not move the circle, and a pinch in the middle of a stroke takes it back', async () => {
  const [x, y] = editor.at(800, 600);
  // By the hand's time, not by the machine's: a second finger that comes late is none of a pinch.
  const time = quickHand();
  await touch('touchStart', [[x, y]], time());
  await touch('touchMove', [[x + 10, y]], time());
  const two = [
    [x + 10, y],
    [x + 80, y],
  ] as const;
  await touch('touchStart', two, time());
  await touch('touchEnd', [], time());
  await settled(() => editor.model.drawing.maskSteps.value.length === 0);
  await painted();
  expect(alphaOf().some((value) => value > 0)).toBe(false);
});

test('a pressure that is no number is drawn as half, at once and for good', async () => {
  const way = [400, 600, 800].map((x) => editor.at(x, 600));
  const send = (type: string, [clientX, clientY]: readonly [number, number], buttons: number) => {
    const init = { pointerId: 5, pointerType: 'pen', bubbles: true, buttons, clientX, clientY };
    const event = new PointerEvent(type, { ...init, pressure: 0.4 });
    Object.defineProperty(event, 'pressure', { value: Number.NaN });
    Object.defineProperty(event, 'getCoalescedEvents', { value: () => [] });
    editor.stage.dispatchEvent(event);
  };
  for (const [i, place] of way.entries()) send(i ? 'pointermove' : 'pointerdown', place, 1);
  await painted();
  expect(alphaOf().some((value) => value === 255)).toBe(true);
  send('pointerup', editor.at(800, 600), 0);
  const [step] = editor.model.drawing.maskSteps.value;
  expect(step?.kind === 'stroke' && step.points.map(([, , force]) => force)).toEqual([
    0.5, 0.5, 0.5,
  ]);
});
