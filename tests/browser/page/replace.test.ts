import { afterEach, expect, it } from 'vitest';
import { describeImage } from '../../../utils/page/describe';
import { imagesOf } from '../../../utils/page/find-images';
import type { ImageKind } from '../../../utils/page/page-image';
import { replaceInPage, restoreImage, shownAt } from '../../../utils/page/replace';

/** A picture of one colour as a `data:` address. */
function picture(color: string, width = 40, height = 20): string {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.fillStyle = color;
  context.fillRect(0, 0, width, height);
  return canvas.toDataURL();
}

const red = picture('#f00');
const blue = picture('#00f', 400, 200);

afterEach(() => {
  document.body.replaceChildren();
});

/** Puts markup on the page and tells its picture of that kind, as a capture does. */
async function tell(markup: string, kind: ImageKind = 'image') {
  document.body.innerHTML = markup;
  await Promise.all([...document.images].map((img) => img.decode()));
  const images = [...document.body.querySelectorAll('*')].flatMap(imagesOf);
  const image = images.find((each) => each.kind === kind);
  if (!image) throw new Error(`no ${kind}`);
  return { element: image.element, told: await describeImage(image) };
}

it('shows another picture in an image at the size that the page gave it, and the page’s own again', async () => {
  const { element, told } = await tell(
    `<picture><source srcset="${red} 1x"><img id="a" alt="x" src="${red}"></picture>`,
  );
  const before = document.body.innerHTML;
  expect(await replaceInPage(told, blue)).toBe('replaced');
  const img = element as HTMLImageElement;
  expect([img.currentSrc, img.naturalWidth]).toEqual([blue, 400]);
  expect([img.clientWidth, img.clientHeight]).toEqual([40, 20]);
  restoreImage(told);
  expect(document.body.innerHTML.replace(' style=""', '')).toBe(before);
});

it('leaves the box of an image alone where the page’s style decides it', async () => {
  const { element, told } = await tell(
    `<img alt="" style="width:90px;height:90px;object-fit:cover" src="${red}">`,
  );
  await replaceInPage(told, blue);
  expect([element.clientWidth, element.clientHeight]).toEqual([90, 90]);
});

it('shows the next picture in place of the one before, and undoes to the page’s own', async () => {
  const { element, told } = await tell(`<img alt="" src="${red}">`);
  await replaceInPage(told, blue);
  await replaceInPage(told, picture('#0f0'));
  restoreImage(told);
  expect(element.getAttribute('src')).toBe(red);
});

it.each<[ImageKind, string]>([
  ['background', `<div style='background-image:linear-gradient(red,blue),url("${red}")'>x</div>`],
  ['content', `<div style='content:url("${red}")'></div>`],
  ['marker', `<ul><li style='list-style-image:url("${red}")'>x</li></ul>`],
])('shows another picture as the %s of an element', async (kind, markup) => {
  const { element, told } = await tell(markup, kind);
  const before = element.getAttribute('style');
  expect(await replaceInPage({ ...told, url: red }, blue)).toBe('replaced');
  expect(element.getAttribute('style')).toContain(blue);
  restoreImage({ ...told, url: red });
  expect(element.getAttribute('style')).not.toContain(blue);
  expect(element.getAttribute('style')).toContain(red);
  expect(before).toContain(red);
});

it.each<[ImageKind, string]>([
  ['canvas', '<canvas class="c" width="50" height="30"></canvas>'],
  ['svg', '<svg class="c" width="50" height="30"><circle r="9"/></svg>'],
])('stands in for a %s, which has no file', async (kind, markup) => {
  const { element, told } = await tell(markup, kind);
  expect(await replaceInPage(told, blue)).toBe('replaced');
  const standIn = document.querySelector('img');
  expect(standIn).toMatchObject({ className: 'c', width: 50, height: 30 });
  expect(getComputedStyle(element).display).toBe('none');
  restoreImage(told);
  expect(document.querySelector('img')).toBeNull();
  expect(getComputedStyle(element).display).toBe('inline');
});

it('finds the picture by its address when its number is of another document', async () => {
  const { told } = await tell(`<img alt="" src="${red}">`);
  const stale = { handle: told.handle, mark: 'another', url: red };
  expect(await replaceInPage(stale, blue)).toBe('replaced');
  restoreImage(stale);
  expect(document.querySelector('img')?.getAttribute('src')).toBe(red);
});

it('says that a picture is gone, and that a file can’t be shown', async () => {
  const { element, told } = await tell(`<img alt="" src="${red}">`);
  expect(await replaceInPage(told, 'data:image/png;base64,AAAA')).toBe('refused');
  expect(element.getAttribute('src')).toBe(red);
  element.remove();
  expect(await replaceInPage(told, blue)).toBe('missing');
});

it('does not touch a pseudo-element’s picture, which no script can', async () => {
  const { told } = await tell(`<style>p::before{content:url("${red}")}</style><p>x</p>`, 'content');
  expect(await replaceInPage({ ...told, url: red }, blue)).toBe('missing');
});

it('tells what it shows there: the page’s own, another one by its name, or nothing any more', async () => {
  const { element, told } = await tell(`<img alt="" src="${red}">`);
  expect(shownAt(told)).toEqual({ isThere: true, name: undefined });
  await replaceInPage(told, blue, 'the blue one');
  expect(shownAt(told)).toEqual({ isThere: true, name: 'the blue one' });
  restoreImage(told);
  expect(shownAt(told)).toEqual({ isThere: true, name: undefined });
  element.remove();
  expect(shownAt(told).isThere).toBe(false);
});
