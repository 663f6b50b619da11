import { canvas, load, script } from './markup';
import { original, pixels, type SiteCase, screenshot } from './site-case';

/** A video that plays a plain colour. */
const playing = (color: string) =>
  `<video id="case" muted style="width:240px;height:160px;display:block"></video>${script(`const c = document.createElement('canvas'); c.width = 240; c.height = 160; const x = c.getContext('2d'); setInterval(() => { x.fillStyle = '${color}'; x.fillRect(0, 0, 240, 160); }, 30); const v = document.querySelector('#case'); v.srcObject = c.captureStream(); await v.play(); document.title = 'plays';`)}`;

/** Pictures without a file: drawings, canvases and videos. */
export const drawnCases: readonly SiteCase[] = [
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
    body: playing('teal'),
    expected: { source: 'pixels', width: 240, height: 160 },
  },
  {
    name: 'video poster',
    body: '<video id="case" poster="/n/240x160.png" style="width:240px;height:160px"></video>',
    keys: ['ArrowDown'],
    expected: original(240, 160),
  },
  {
    name: 'video without a file',
    body: '<video id="case" style="width:240px;height:160px;background:#000"></video>',
    expected: { source: 'failed', code: 'video-black' },
  },
];
