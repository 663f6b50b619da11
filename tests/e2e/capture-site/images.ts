import { img, script } from './markup';
import { original, pixels, type SiteCase } from './site-case';

/** Pictures by `<img>` and the other elements that show a file. */
export const imageCases: readonly SiteCase[] = [
  { name: 'img', body: img('src="/n/240x160.png"'), expected: original(240, 160) },
  {
    name: 'img with srcset by width',
    body: img(
      'srcset="/n/240x160.png 240w, /n/960x640.png 960w, /n/480x320.png 480w" sizes="240px"',
    ),
    expected: original(960, 640),
  },
  {
    name: 'img with srcset by density',
    body: img('src="/n/240x160.png" srcset="/n/480x320.png 2x, /n/720x480.png 3x"'),
    expected: original(720, 480),
  },
  {
    name: 'picture with larger sources',
    body: `<picture><source type="image/webp" srcset="/n/720x480.png 3x, /n/240x160.png 1x">${img('src="/n/240x160.png"')}</picture>`,
    expected: original(720, 480),
  },
  {
    name: 'picture with another crop for other screens',
    body: `<picture><source media="(max-width:10px)" srcset="/n/900x900.png">${img('src="/n/240x160.png"')}</picture>`,
    expected: original(240, 160),
  },
  {
    name: 'lazy image, data-src',
    body: img(
      'src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==" data-src="/n/480x320.png"',
    ),
    expected: original(480, 320),
  },
  {
    name: 'lazy image, data-srcset',
    body: img('src="/n/24x16.png" data-srcset="/n/480x320.png 1x, /n/960x640.png 2x"'),
    expected: original(960, 640),
  },
  {
    name: 'lazy image, data-original',
    body: img('src="/n/24x16.png" data-original="/n/600x400.png"'),
    expected: original(600, 400),
  },
  {
    name: 'thumbnail linked to its file',
    body: `<a href="/n/900x600.png">${img('src="/n/240x160.png?of=900x600"')}</a>`,
    expected: original(900, 600),
  },
  {
    name: 'square thumbnail, cut from the middle of the file that it is linked to',
    body: `<a href="/mug.jpg">${img('src="/square-mug.jpg"')}</a>`,
    expected: { source: 'original', width: 1200, height: 1600 },
  },
  {
    name: 'thumbnail cut unscaled from the corner of the file that it is linked to',
    body: `<a href="/n/900x600.png">${img('src="/n/240x160.png"')}</a>`,
    expected: original(900, 600),
  },
  {
    name: 'thumbnail linked to a larger file of another picture',
    body: `<a href="/mug.jpg">${img('src="/n/240x160.png"')}</a>`,
    expected: original(240, 160),
  },
  {
    name: 'thumbnail linked to its file, which is larger and more compressed',
    body: `<a href="/mug.jpg">${img('src="/small-mug.jpg"')}</a>`,
    expected: { source: 'original', width: 1200, height: 1600 },
  },
  {
    name: 'data-large that names the next slide',
    body: img('src="/n/240x160.png" data-large="/next.png"'),
    expected: original(240, 160),
  },
  {
    name: 'thumbnail linked to a page named like a file',
    body: `<a href="/wiki/File:mug.jpg">${img('src="/n/240x160.png"')}</a>`,
    expected: original(240, 160),
  },
  {
    name: 'thumbnail linked to a page',
    body: `<a href="/logout">${img('src="/n/240x160.png"')}</a>`,
    expected: original(240, 160),
  },
  {
    name: 'best candidate is gone, the next is taken',
    body: img('src="/n/240x160.png" data-src="/n/999x666.png?status=404"'),
    expected: original(240, 160),
  },
  {
    name: 'data: address',
    body: `${img('')}${script("document.querySelector('#case').src = await (await fetch('/data-url')).text();")}`,
    expected: original(31, 17),
  },
  {
    name: 'blob: address',
    body: `${img('')}${script("document.querySelector('#case').src = URL.createObjectURL(await (await fetch('/n/240x160.png')).blob());")}`,
    expected: original(240, 160),
  },
  {
    name: 'blob: address that was revoked',
    body: `${img('')}${script("const i = document.querySelector('#case'); i.src = URL.createObjectURL(await (await fetch('/n/240x160.png')).blob()); await i.decode(); URL.revokeObjectURL(i.src); document.title = 'revoked';")}`,
    expected: pixels(240, 160),
  },
  {
    name: 'SVG file',
    body: img('src="/unsized.svg"'),
    expected: { source: 'original', width: 2048 },
  },
  {
    name: 'standalone image document',
    path: '/n/240x160.png',
    body: '',
    at: 'img',
    expected: original(240, 160),
  },
  {
    name: 'input type=image',
    body: '<input id="case" type="image" src="/n/240x160.png">',
    expected: original(240, 160),
  },
  {
    name: 'object',
    body: '<object id="case" type="image/png" data="/n/240x160.png"></object>',
    expected: original(240, 160),
  },
  {
    name: 'embed',
    body: '<embed id="case" type="image/png" src="/n/240x160.png" width="240" height="160">',
    expected: original(240, 160),
  },
  {
    name: 'image inside an SVG',
    body: '<svg width="240" height="160"><image id="case" href="/n/240x160.png" width="240" height="160"/></svg>',
    expected: original(240, 160),
  },
  {
    name: 'object with a drawing',
    body: '<object id="case" type="image/svg+xml" data="/unsized.svg" width="240" height="160"></object>',
    expected: { source: 'original', width: 2048, height: 1536 },
  },
  {
    name: 'standalone drawing',
    path: '/drawing.svg',
    body: '',
    at: 'svg',
    expected: { source: 'pixels', width: 2048, height: 1365 },
  },
  {
    name: 'page in XHTML',
    path: '/page.xhtml',
    body: '',
    expected: original(240, 160),
  },
  {
    name: 'image in an XML document',
    path: '/feed.xml',
    body: '',
    expected: original(240, 160),
  },
  {
    name: 'standalone favicon',
    path: '/favicon.ico',
    body: '',
    at: 'img',
    expected: { source: 'original', width: 48, height: 48 },
  },
  {
    name: 'icons of the site, after all other pictures of the page',
    body: `<link rel="icon" href="/n/32x32.png" sizes="32x32"><link rel="apple-touch-icon" href="/n/180x180.png">${img('src="/n/240x160.png"')}`,
    at: '',
    keys: ['ArrowRight'],
    expected: original(180, 180),
  },
];
