import { expect, it } from 'vitest';
import { imageFileName, safeBaseName, uniqueName } from '../../../utils/base/file-name';

it.each([
  ['A/B\\C:D*E?F"G<H>I|J', 'A B C D E F G H I J'],
  ['  spaces \t and\nlines  ', 'spaces and lines'],
  ['../../etc/passwd', 'etc passwd'],
  ['.hidden', 'hidden'],
  ['ends with dots...', 'ends with dots'],
  ['CON', '_CON'],
  ['lpt1', '_lpt1'],
  ['console', 'console'],
  ['invoice\u202egnp.exe', 'invoicegnp.exe'],
  ['우리 가게 머그컵', '우리 가게 머그컵'],
  ['\u0000\u001f', ''],
])('makes a safe name of %j', (text, name) => {
  expect(safeBaseName(text)).toBe(name);
});

it('cuts a long title without splitting a character', () => {
  const name = safeBaseName('🎈'.repeat(100));
  expect(name).toBe('🎈'.repeat(40));
});

it('prefers the title, then the host, then a plain word', () => {
  const pageUrl = 'https://shop.example/mug?id=1';
  expect(imageFileName({ pageTitle: 'Mug', pageUrl }, 'png')).toBe('Mug - repaint.png');
  expect(imageFileName({ pageTitle: '???', pageUrl }, 'png')).toBe('shop.example - repaint.png');
  expect(imageFileName({}, 'webp')).toBe('image - repaint.webp');
});

it('numbers a name that is taken, before its ending', () => {
  expect(uniqueName('mug.png', new Set())).toBe('mug.png');
  expect(uniqueName('Mug.png', new Set(['mug.png', 'mug (2).png']))).toBe('Mug (3).png');
  expect(uniqueName('mug', new Set(['mug']))).toBe('mug (2)');
});
