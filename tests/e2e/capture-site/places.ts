import { img, script } from './markup';
import { original, type SiteCase, screenshot } from './site-case';

/** Pictures that are covered, far away, cut or on pages that resist. */
export const placeCases: readonly SiteCase[] = [
  {
    name: 'under an overlay',
    body: `<div style="position:relative">${img('src="/n/240x160.png"')}<div id="over" style="position:absolute;inset:0"></div></div>`,
    expected: original(240, 160),
  },
  {
    name: 'lets the pointer through',
    body: `<div id="over" style="width:240px;height:160px">${img('src="/n/240x160.png" style="pointer-events:none"')}</div>`,
    expected: original(240, 160),
  },
  {
    name: 'under a link over the whole card',
    body: `<div style="position:relative;width:240px">${img('src="/n/240x160.png"')}<a href="/story" style="position:absolute;inset:0"></a></div>`,
    expected: original(240, 160),
  },
  {
    name: 'in a modal dialog',
    body: `<dialog id="d">${img('src="/n/240x160.png"')}</dialog>${script("document.querySelector('#d').showModal();")}`,
    expected: original(240, 160),
  },
  {
    name: 'page written from right to left',
    html: 'dir="rtl"',
    body: img('src="{other}/n/240x160.png"'),
    expected: screenshot(240, 160),
  },
  {
    name: 'page that blocks right clicks and keys',
    isClicked: true,
    body: `${img('src="/n/240x160.png"')}<script>for (const type of ['contextmenu', 'keydown', 'mousedown', 'pointerdown']) addEventListener(type, (event) => { event.preventDefault(); event.stopImmediatePropagation(); }, true);</script>`,
    expected: original(240, 160),
    firefox: {
      isByMenu: true,
      reason:
        'Firefox lets a page keep the shortcut; the menu with Shift held opens on every page, and takes it',
    },
  },
  {
    name: 'with border and padding, closed',
    body: '<img id="case" src="{other}/n/240x160.png" style="padding:10px;border:7px solid red">',
    expected: screenshot(240, 160),
  },
  {
    name: 'with border and padding, zoomed, closed',
    body: '<img id="case" src="{other}/n/240x160.png" style="width:120px;zoom:2;padding:10px;border:7px solid red">',
    expected: screenshot(240, 160),
  },
  {
    name: 'with border and padding, scaled from around it, closed',
    body: '<div style="transform:scale(2);transform-origin:0 0"><img id="case" src="{other}/n/240x160.png" style="width:120px;padding:10px;border:7px solid red"></div>',
    expected: screenshot(240, 160),
  },
  {
    name: 'smaller than its box, in a corner of it, closed',
    body: '<img id="case" src="{other}/n/240x160.png" style="width:400px;height:300px;object-fit:none;object-position:right 10px bottom 20px;background:red">',
    expected: screenshot(240, 160),
  },
  {
    name: 'fitted into a larger box, closed',
    body: '<img id="case" src="{other}/n/240x160.png" style="width:400px;height:160px;object-fit:contain;background:red">',
    expected: screenshot(240, 160),
  },
  {
    name: 'far down the page, closed',
    body: `<div style="height:3000px"></div>${img('src="{other}/n/240x160.png"')}`,
    keys: ['ArrowRight'],
    at: '',
    expected: screenshot(240, 160),
  },
  {
    name: 'half scrolled away in a box, closed',
    body: `<div style="width:240px;height:100px;overflow:auto;scrollbar-width:none">${img('src="{other}/n/240x160.png"')}</div>`,
    at: 'div',
    expected: {
      source: 'screenshot',
      width: 240,
      height: 100,
      partOf: { width: 240, height: 160, x: 0, y: 30 },
    },
  },
  {
    name: 'scrolled out of a row of pictures, closed',
    body: `<div id="row" style="width:300px;overflow:auto;scrollbar-width:none;display:flex"><p style="flex:none;width:400px">Before</p>${img('src="{other}/n/240x160.png"').replace('style="', 'style="flex:none;')}<p style="flex:none;width:900px">After</p></div>${script("document.querySelector('#row').scrollLeft = 250;")}`,
    expected: screenshot(240, 160),
    firefox: {
      expected: { source: 'screenshot', width: 240, height: 160 },
      reason: 'the same, but only its size is compared in Firefox',
    },
  },
  {
    name: 'larger than the window, closed',
    body: '<img id="case" src="{other}/n/2400x1600.png">',
    expected: { source: 'screenshot' },
  },
];
