import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeImage } from '../../../utils/page/describe';
import { imageWithUrl } from '../../../utils/page/find-images';
import { pageApi } from '../../../utils/page/page-api';
import { unclobbered } from '../../../utils/page/page-document';
import { loaded, plain, show } from './page-fixture';

beforeEach(() => {
  document.body.innerHTML = ''; // what it names like the title would take the place of that
  document.title = 'A page';
});
afterEach(() => pageApi.leavePicker());

it('tells the title as a text where an image is named "title"', async () => {
  const src = plain('red');
  show(`<img id="case" name="title" src="${src}">`);
  await loaded(src);
  expect(typeof document.title).toBe('object');
  const image = imageWithUrl(src);
  expect(image && (await describeImage(image)).pageTitle).toBe('A page');
});

it('tells no more of an endless title than can be shown', async () => {
  document.title = 'x'.repeat(1_000_000);
  const src = plain('red');
  show(`<img id="case" src="${src}">`);
  const image = imageWithUrl(src);
  expect(image && (await describeImage(image)).pageTitle.length).toBe(500);
});

it('works through the document’s own methods where forms are named like them', () => {
  const names = ['querySelectorAll', 'createElement', 'documentElement', 'addEventListener'];
  show(`<p id="case"></p>${names.map((name) => `<form name="${name}"></form>`).join('')}`);
  const own = unclobbered(() => document);
  expect(own.createElement('div').localName).toBe('div');
  expect(own.documentElement.localName).toBe('html');
  const count = own.querySelectorAll('form').length;
  document.body.innerHTML = '';
  expect(count).toBe(names.length);
});

it('finds pictures in forms whose fields are named like methods', async () => {
  const src = plain('red');
  show(
    `<form style="width: 200px"><input name="getBoundingClientRect"><input name="localName">
     <input name="namespaceURI"><img id="case" src="${src}"></form>`,
  );
  expect(imageWithUrl(src)?.element.id).toBe('case');
});

const press = (type: 'keydown' | 'keyup', key: string) => {
  const event = new KeyboardEvent(type, { key, bubbles: true, cancelable: true });
  document.body.dispatchEvent(event);
  return event;
};

it('takes no keys and no clicks that the page makes up, and swallows none of them', async () => {
  const src = plain('red');
  show(`<img id="case" src="${src}">`);
  await loaded(src);
  let picked: unknown = 'nothing yet';
  void pageApi.pick({ url: src }).then((result) => {
    picked = result;
  });
  const host = await expect
    .poll(() => document.querySelector('html > div:popover-open'))
    .not.toBeNull()
    .then(() => document.querySelector('html > div:popover-open'));
  for (const key of ['Enter', 'Escape', 'ArrowDown'])
    for (const type of ['keydown', 'keyup'] as const)
      expect(press(type, key).defaultPrevented).toBe(false);
  host?.dispatchEvent(new PointerEvent('click', { bubbles: true, composed: true }));
  await new Promise(requestAnimationFrame);
  expect(picked).toBe('nothing yet');
});
