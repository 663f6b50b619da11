/** One way in which a page can carry an image, and what has to come of it. */
export interface SiteCase {
  readonly name: string;
  /** The page's body; `{other}` stands for another origin, `#case` is what the pointer is put on. */
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** `<html>`'s attributes. */
  readonly html?: string;
  /** Instead of a page of its own. */
  readonly path?: string;
  /** What is hovered in place of `#case`. */
  readonly at?: string;
  /** True where the page never finishes loading. */
  readonly isEndless?: boolean;
  /** True to take it by a click instead of Enter. */
  readonly isClicked?: boolean;
  /** Keys after the picker has started. */
  readonly keys?: readonly string[];
  readonly expected: {
    readonly source: 'original' | 'pixels' | 'screenshot' | 'failed';
    readonly width?: number;
    readonly height?: number;
    /** Whether every pixel is that of the site's picture of this size; else only the size is compared. */
    readonly exact?: boolean;
    /** For failures: the error code. */
    readonly code?: string;
  };
}

const original = (width: number, height: number) =>
  ({ source: 'original', width, height, exact: true }) as const;
const pixels = (width: number, height: number) =>
  ({ source: 'pixels', width, height, exact: true }) as const;
const screenshot = (width: number, height: number) =>
  ({ source: 'screenshot', width, height, exact: true }) as const;

const img = (attributes: string) =>
  `<img id="case" alt="the case" style="display:block;width:240px;height:160px" ${attributes}>`;
const box = (style: string, inside = '') =>
  `<div id="case" style="width:240px;height:160px;${style}">${inside}</div>`;
const frame = (html: string) =>
  `<iframe id="frame" style="width:300px;height:220px;border:5px solid" srcdoc="${html.replaceAll('"', '&quot;')}"></iframe>`;
const script = (code: string) => `<script type="module">${code}</script>`;
const load = `const load = async (src) => { const image = new Image(); image.src = src; await image.decode(); return image; };`;
const canvas = '<canvas id="case" width="240" height="160" style="display:block"></canvas>';
const shadow = (mode: 'open' | 'closed', html: string) =>
  `<div id="case" style="width:240px;height:160px"></div>${script(`document.querySelector('#case').attachShadow({mode:'${mode}'}).innerHTML = ${JSON.stringify(html)};`)}`;

const files: readonly SiteCase[] = [
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
    body: `<a href="/n/900x600.png">${img('src="/n/240x160.png"')}</a>`,
    expected: original(900, 600),
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
    name: 'other origin, open (CORS)',
    body: img('src="{other}/n/240x160.png?cors"'),
    expected: original(240, 160),
  },
  {
    name: 'other origin, closed',
    body: img('src="{other}/n/240x160.png"'),
    expected: screenshot(240, 160),
  },
  {
    name: 'redirect to another origin, open',
    body: img('src="/redirect?to={other}/n/240x160.png?cors"'),
    expected: original(240, 160),
  },
  {
    name: 'wrong content type',
    body: img('src="/n/240x160.png?type=text/plain"'),
    expected: original(240, 160),
  },
  {
    name: 'needs the page’s cookie',
    body: img('src="/n/240x160.png?cookie"'),
    expected: original(240, 160),
  },
  {
    name: 'needs the page’s Referer, own origin',
    body: img('src="/n/240x160.png?referer"'),
    expected: original(240, 160),
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
];

const css: readonly SiteCase[] = [
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

const drawn: readonly SiteCase[] = [
  {
    name: 'inline SVG',
    body: '<svg id="case" width="200" height="100"><circle cx="50" cy="50" r="40" fill="teal"/></svg>',
    expected: { source: 'pixels', width: 2048, height: 1024 },
  },
  {
    name: 'inline SVG from a sprite, coloured by CSS',
    body: '<style>.icon{color:crimson;fill:currentColor}</style><svg style="display:none"><symbol id="s" viewBox="0 0 10 10"><rect width="10" height="10"/></symbol></svg><svg id="case" class="icon" width="100" height="100"><use href="#s"/></svg>',
    expected: { source: 'pixels', width: 2048, height: 2048 },
  },
  {
    name: 'canvas, 2D',
    body: `${canvas}${script(`${load} document.querySelector('#case').getContext('2d').drawImage(await load('/n/240x160.png'), 0, 0); document.title = 'drawn';`)}`,
    expected: pixels(240, 160),
  },
  {
    name: 'canvas, WebGL, drawn all the time',
    body: `${canvas}${script("const gl = document.querySelector('#case').getContext('webgl'); const draw = () => { gl.clearColor(0, 0.5, 0.5, 1); gl.clear(gl.COLOR_BUFFER_BIT); requestAnimationFrame(draw); }; draw();")}`,
    expected: { source: 'pixels', width: 240, height: 160 },
  },
  {
    name: 'canvas, WebGL, drawn once',
    body: `${canvas}${script("const gl = document.querySelector('#case').getContext('webgl'); gl.clearColor(0, 0.5, 0.5, 1); gl.clear(gl.COLOR_BUFFER_BIT);")}`,
    expected: { source: 'screenshot', width: 240, height: 160 },
  },
  {
    name: 'canvas with another origin’s pixels',
    body: `${canvas}${script(`${load} document.querySelector('#case').getContext('2d').drawImage(await load('{other}/n/240x160.png'), 0, 0); document.title = 'drawn';`)}`,
    expected: screenshot(240, 160),
  },
  {
    name: 'canvas drawn by a worker',
    body: `${canvas}${script("const c = document.querySelector('#case').transferControlToOffscreen(); const code = 'onmessage = ({data}) => { const x = data.getContext(`2d`); x.fillStyle = `teal`; x.fillRect(0, 0, 240, 160); }'; const w = new Worker(URL.createObjectURL(new Blob([code]))); w.postMessage(c, [c]);")}`,
    expected: { source: 'pixels', width: 240, height: 160 },
  },
  {
    name: 'video, current frame',
    body: `<video id="case" muted style="width:240px;height:160px;display:block"></video>${script("const c = document.createElement('canvas'); c.width = 240; c.height = 160; const x = c.getContext('2d'); setInterval(() => { x.fillStyle = 'teal'; x.fillRect(0, 0, 240, 160); }, 30); const v = document.querySelector('#case'); v.srcObject = c.captureStream(); await v.play(); document.title = 'plays';")}`,
    expected: { source: 'pixels', width: 240, height: 160 },
  },
  {
    name: 'video poster',
    body: '<video id="case" poster="/n/240x160.png" style="width:240px;height:160px"></video>',
    keys: ['ArrowDown'],
    expected: original(240, 160),
  },
];

const places: readonly SiteCase[] = [
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
    name: 'open shadow root',
    body: shadow('open', '<img src="/n/240x160.png">'),
    expected: original(240, 160),
  },
  {
    name: 'closed shadow root',
    body: shadow('closed', '<img src="/n/240x160.png">'),
    expected: original(240, 160),
  },
  {
    name: 'background in a closed shadow root',
    body: shadow(
      'closed',
      '<div style="width:240px;height:160px;background:url(/n/240x160.png)"></div>',
    ),
    expected: original(240, 160),
  },
  {
    name: 'frame of the same origin',
    body: frame('<body style="margin:0"><img src="/n/240x160.png">'),
    at: '#frame',
    expected: original(240, 160),
  },
  {
    name: 'closed file in a frame of the same origin',
    body: frame('<body style="margin:10px"><img src="{other}/n/240x160.png">'),
    at: '#frame',
    expected: screenshot(240, 160),
  },
  {
    name: 'frame of another origin',
    body: '<iframe id="case" src="{other}/frame" style="width:240px;height:160px;border:0"></iframe>',
    expected: screenshot(240, 160),
  },
  {
    name: 'in a modal dialog',
    body: `<dialog id="d">${img('src="/n/240x160.png"')}</dialog>${script("document.querySelector('#d').showModal();")}`,
    expected: original(240, 160),
  },
  {
    name: 'page with a strict CSP',
    headers: { 'content-security-policy': "default-src 'none'; img-src *" },
    body: img('src="{other}/n/240x160.png"'),
    expected: screenshot(240, 160),
  },
  {
    name: 'page with a strict CSP, own file',
    headers: { 'content-security-policy': "default-src 'none'; img-src 'self'" },
    body: img('src="/n/240x160.png"'),
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
  },
  {
    name: 'with border and padding, closed',
    body: '<img id="case" src="{other}/n/240x160.png" style="padding:10px;border:7px solid red">',
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
    body: `<div style="width:240px;height:100px;overflow:auto">${img('src="{other}/n/240x160.png"')}</div>`,
    at: 'div',
    expected: { source: 'screenshot', width: 240 },
  },
  {
    name: 'larger than the window, closed',
    body: '<img id="case" src="{other}/n/2400x1600.png">',
    expected: { source: 'screenshot' },
  },
];

const bad: readonly SiteCase[] = [
  {
    name: 'not found',
    body: img('src="/n/240x160.png?status=404"'),
    expected: { source: 'failed', code: 'image-not-found' },
  },
  {
    name: 'forbidden',
    body: img('src="/n/240x160.png?status=403"'),
    expected: { source: 'failed', code: 'image-forbidden' },
  },
  {
    name: 'server error',
    body: img('src="/n/240x160.png?status=500"'),
    expected: { source: 'failed', code: 'image-unreachable' },
  },
  {
    name: 'a page sent as an image',
    body: img('src="/page-as-image.png"'),
    expected: { source: 'failed', code: 'image-not-an-image' },
  },
  {
    name: 'empty file',
    body: img('src="/empty.png"'),
    expected: { source: 'failed', code: 'image-empty' },
  },
  {
    name: 'redirect loop',
    body: img('src="/loop"'),
    expected: { source: 'failed', code: 'image-unreachable' },
  },
  {
    name: 'endless file',
    isEndless: true,
    body: img('src="/endless.png"'),
    expected: { source: 'failed', code: 'image-too-large' },
  },
  {
    name: 'black video',
    body: '<video id="case" style="width:240px;height:160px;background:#000"></video>',
    expected: { source: 'screenshot', width: 240, height: 160 },
  },
];

export const siteCases: readonly SiteCase[] = [...files, ...css, ...drawn, ...places, ...bad];

/** A case's whole page. */
export const casePage = ({ name, body, html = '' }: SiteCase, other: string): string =>
  `<!doctype html><html lang="en" ${html}><title>Case: ${name}</title><body style="margin:40px">${body.replaceAll('{other}', other)}`;
