import { afterEach, expect, it } from 'vitest';
import { Choice } from '../../../utils/page/picker/choice';
import { plain, show } from './page-fixture';

const [small, large] = [plain('#123', 16, 16), plain('#321', 64, 64)];

afterEach(() => {
  for (const link of document.head.querySelectorAll('link[rel~=icon]')) link.remove();
});

function addIcon(href: string, sizes: string): void {
  const link = Object.assign(document.createElement('link'), { rel: 'icon', href });
  link.setAttribute('sizes', sizes);
  document.head.append(link);
}

it('comes to the site’s icon after the page’s pictures, its largest file first, and round again', () => {
  addIcon(small, '16x16');
  addIcon(large, '64x64');
  const element = show(`<img id="case" src="${plain('teal')}" width="60" height="40">`);
  const choice = new Choice(document.createElement('i'));
  choice.start(undefined);
  expect(choice.image?.element).toBe(element);
  choice.walkPage(1);
  expect(choice.image?.kind).toBe('icon');
  const urls = choice.image?.addresses.map(({ url }) => url) ?? [];
  expect(urls.filter((url) => url.startsWith('data:'))).toEqual([large, small]);
  choice.walkPage(1);
  expect(choice.image?.element).toBe(element);
});

it('never begins with the icon', () => {
  addIcon(large, '64x64');
  show('<p id="case">Text</p>');
  const choice = new Choice(document.createElement('i'));
  choice.start(undefined);
  expect(choice.image).toBeUndefined();
});
