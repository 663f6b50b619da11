import { box } from './markup';
import { original, type SiteCase, screenshot } from './site-case';

/** Pictures that come from style sheets. */
export const cssCases: readonly SiteCase[] = [
  {
    name: 'CSS background',
    body: box('background:url(/n/240x160.png)'),
    expected: original(240, 160),
  },
  {
    name: 'CSS image-set()',
    body: box('background:image-set(url(/n/240x160.png) 1x, url(/n/480x320.png) 2x) 0 0/cover'),
    expected: original(480, 320),
  },
  {
    name: 'two background layers, the upper',
    body: box('background:url(/n/240x160.png),url(/n/480x320.png)'),
    expected: original(240, 160),
  },
  {
    name: 'two background layers, the lower',
    body: box('background:url(/n/240x160.png),url(/n/480x320.png)'),
    keys: ['ArrowDown'],
    expected: original(480, 320),
  },
  {
    name: 'gradient over a background',
    body: box('background:linear-gradient(#0008,#0000),url(/n/240x160.png)'),
    expected: original(240, 160),
  },
  {
    name: 'background as data:',
    body: box(
      'background:url(data:image/svg+xml;base64,PHN2ZyB4bWxucz0iaHR0cDovL3d3dy53My5vcmcvMjAwMC9zdmciIHdpZHRoPSI0MCIgaGVpZ2h0PSIyMCI+PHJlY3Qgd2lkdGg9IjQwIiBoZWlnaHQ9IjIwIiBmaWxsPSJ0ZWFsIi8+PC9zdmc+)',
    ),
    expected: { source: 'original', width: 2048, height: 1024 },
  },
  {
    name: '::before background',
    body: `<style>#case::before{content:"";display:block;width:240px;height:160px;background:url(/n/240x160.png)}</style>${box('')}`,
    expected: original(240, 160),
  },
  {
    name: '::after content',
    body: `<style>#case::after{content:url(/n/240x160.png)}</style>${box('')}`,
    expected: original(240, 160),
  },
  {
    name: 'element content',
    body: `<style>#case{content:url(/n/240x160.png)}</style>${box('')}`,
    expected: original(240, 160),
  },
  {
    name: 'border-image',
    body: box('border:40px solid;border-image:url(/n/240x160.png) 30'),
    expected: original(240, 160),
  },
  {
    name: 'mask-image',
    body: box('background:teal;mask-image:url(/n/240x160.png)'),
    expected: original(240, 160),
  },
  {
    name: 'list-style-image',
    body: '<ul style="list-style-image:url(/n/240x160.png)"><li id="case">One</li></ul>',
    expected: original(240, 160),
  },
  {
    name: 'background of the page',
    body: '<style>body{background:url(/n/240x160.png);height:700px}</style><p id="case">Text</p>',
    expected: original(240, 160),
  },
  {
    name: 'CSS background, other origin, closed',
    body: box('background:url({other}/n/240x160.png)'),
    expected: screenshot(240, 160),
  },
];
