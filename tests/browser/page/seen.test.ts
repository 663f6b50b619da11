import { expect, it } from 'vitest';
import { seenOf } from '../../../utils/page/place';
import { bringIntoView, putBack } from '../../../utils/page/scroll';
import { show } from './page-fixture';

const picture = '<div id="case" style="flex:none;width:60px;height:40px;background:teal"></div>';
const gap = '<div style="flex:none;width:200px;height:200px"></div>';

it('sees what a scrolled box lets through of a picture', async () => {
  const element = show(
    `<div style="width:50px;height:30px;overflow:auto;scrollbar-width:none">${picture}</div>`,
  );
  expect(await seenOf(element)).toMatchObject({
    visible: { x: 0, y: 0, width: 50, height: 30 },
    whole: { x: 0, y: 0, width: 60, height: 40 },
  });
});

it('sees nothing of a picture that is scrolled out of its row', async () => {
  const element = show(
    `<div style="display:flex;width:100px;overflow:auto">${gap}${picture}</div>`,
  );
  expect(await seenOf(element)).toBeUndefined();
});

it('brings it into view there, and puts the row back', async () => {
  const element = show(
    `<div style="display:flex;width:100px;overflow:auto;scrollbar-width:none">${gap}${picture}${gap}</div>`,
  );
  await bringIntoView(element);
  expect((await seenOf(element))?.visible).toMatchObject({ x: 20, width: 60, height: 40 });
  putBack();
  expect(element.parentElement?.scrollLeft).toBe(0);
});
