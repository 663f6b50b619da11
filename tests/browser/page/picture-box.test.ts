import { expect, it } from 'vitest';
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

it('is unknown for what has no picture of its own size', () => {
  expect(pictureOnScreen(show('<div id="case" style="height:9px"></div>'))).toBeUndefined();
});
