import { describe, expect, it } from 'vitest';
import type { Rect } from '../../../utils/base/geometry';
import { boxOf, pictureOnScreen } from '../../../utils/page/place';
import { plain, show } from './page-fixture';

/** A picture of 60 x 40 px in a box of 60 x 60 CSS px. */
async function fitted(style: string): Promise<HTMLImageElement> {
  const image = show(
    `<img id="case" src="${plain('#999')}" style="display:block;width:60px;height:60px;${style}">`,
  );
  if (!(image instanceof HTMLImageElement)) throw new Error('no image');
  await image.decode();
  return image;
}

it.each([
  ['object-fit:fill', { x: 0, y: 0, width: 60, height: 60 }],
  ['object-fit:contain', { x: 0, y: 10, width: 60, height: 40 }],
  ['object-fit:cover', { x: -15, y: 0, width: 90, height: 60 }],
  ['object-fit:cover;object-position:left top', { x: 0, y: 0, width: 90, height: 60 }],
  ['object-fit:cover;object-position:-4px 0', { x: -4, y: 0, width: 90, height: 60 }],
  ['object-fit:none', { x: 0, y: 10, width: 60, height: 40 }],
  // Border and padding leave 40 x 40 px around (30, 30).
  ['object-fit:cover;border:5px solid;padding:5px', { x: 0, y: 10, width: 60, height: 40 }],
])('all of the picture, also what its box cuts off, with %s', async (style, expected) => {
  const image = await fitted(`box-sizing:border-box;${style}`);
  expect(pictureOnScreen(image)).toEqual(expected);
});

it('is outlined without the bars beside it, and cut to its box', async () => {
  expect(boxOf(await fitted('object-fit:contain'))).toEqual({ x: 0, y: 10, width: 60, height: 40 });
  expect(boxOf(await fitted('object-fit:cover'))).toEqual({ x: 0, y: 0, width: 60, height: 60 });
});

/**
 * The picture of 60 x 40 px in a content box of 80 x 50, and beside it boxes that CSS lays out just so: the browser's own
 * word on where they are.
 */
async function besideTruth(outer: string, own: string, fit: string, at: Rect, shown: Rect) {
  const edges = 'padding:4px 6px 8px 10px;border:solid;border-width:1px 2px 3px 5px';
  const box = `display:block;width:80px;height:50px;${edges};${own}`;
  const inner = ({ x, y, width, height }: Rect): string =>
    `<i class="truth" style="position:absolute;left:${x + 10}px;top:${y + 4}px;width:${width}px;height:${height}px"></i>`;
  const image = show(
    `<div style="${outer}"><div style="position:relative;width:max-content">` +
      `<img id="case" src="${plain('#999')}" style="${box};${fit}"></div></div>` +
      `<div style="${outer};position:absolute;left:0;top:0"><div style="position:relative;width:max-content">` +
      `<div style="position:relative;${box}">${inner(at)}${inner(shown)}</div></div></div>`,
  );
  if (!(image instanceof HTMLImageElement)) throw new Error('no image');
  image.closest('div')?.parentElement?.style.setProperty('position', 'absolute');
  await image.decode();
  const [picture, seen] = [...document.querySelectorAll('.truth')].map((truth) =>
    truth.getBoundingClientRect(),
  );
  return { image, picture, seen };
}

const content = { x: 0, y: 0, width: 80, height: 50 };
const fits: readonly (readonly [string, Rect, Rect])[] = [
  ['object-fit:fill', content, content],
  ['object-fit:contain', { x: 2.5, y: 0, width: 75, height: 50 }, { x: 2.5, y: 0, width: 75, height: 50 }],
  ['object-fit:cover', { x: 0, y: -5 / 3, width: 80, height: 160 / 3 }, content],
  ['object-fit:none;object-position:right 10px bottom 5px', { x: 10, y: 5, width: 60, height: 40 }, { x: 10, y: 5, width: 60, height: 40 }],
  ['object-fit:scale-down;object-position:left top', { x: 0, y: 0, width: 60, height: 40 }, { x: 0, y: 0, width: 60, height: 40 }],
  ['object-fit:none;object-position:50px 30px', { x: 50, y: 30, width: 60, height: 40 }, { x: 50, y: 30, width: 30, height: 20 }],
]; // biome-ignore format: a table

const surroundings: readonly (readonly [string, string, string])[] = [
  ['nothing', '', ''],
  ['its own zoom', '', 'zoom:1.5'],
  ['zoom around it', 'zoom:0.75', ''],
  ['zoom in zoom', 'zoom:2', 'zoom:1.25'],
  ['a scale', '', 'transform:scale(1.5,0.5)'],
  ['a scale around it', 'transform:scale(2);transform-origin:0 0', ''],
  ['a quarter turn', '', 'transform:rotate(90deg)'],
  ['half a turn', '', 'rotate:180deg'],
  ['a mirror', '', 'transform:scaleX(-1)'],
  ['a slant', '', 'transform:rotate(20deg) skewX(10deg)'],
  ['a turn around it, and zoom', 'rotate:-90deg;zoom:1.5', 'scale:0.5 2'],
];

describe.each(surroundings)('with %s, the picture is where the browser has it', (_, outer, own) => {
  it.each(fits)('%s', async (fit, at, shown) => {
    const { image, picture, seen } = await besideTruth(outer, own, fit, at, shown);
    const close = (rect: Rect | undefined, truth: Rect | undefined) => {
      for (const side of ['x', 'y', 'width', 'height'] as const)
        expect(rect?.[side], side).toBeCloseTo(truth?.[side] ?? Number.NaN, 1);
    };
    close(pictureOnScreen(image), picture);
    close(boxOf(image), seen);
  });
});

it('passes over transforms of what has no box', async () => {
  const image = show(
    `<a style="transform:scale(3)"><img id="case" src="${plain('#999')}" style="padding:10px"></a>`,
  );
  await (image as HTMLImageElement).decode();
  const { x, y } = image.getBoundingClientRect();
  expect(boxOf(image)).toEqual({ x: x + 10, y: y + 10, width: 60, height: 40 });
});

it('is unknown for what has no picture of its own size', () => {
  expect(pictureOnScreen(show('<div id="case" style="height:9px"></div>'))).toBeUndefined();
});
