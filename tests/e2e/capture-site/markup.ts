/** An image of 240 x 160 CSS px, the case's target. */
export const img = (attributes: string) =>
  `<img id="case" alt="the case" style="display:block;width:240px;height:160px" ${attributes}>`;

/** A box of that size, for pictures by style. */
export const box = (style: string, inside = '') =>
  `<div id="case" style="width:240px;height:160px;${style}">${inside}</div>`;

/** A canvas of that size, to be drawn on. */
export const canvas = '<canvas id="case" width="240" height="160" style="display:block"></canvas>';

/** A frame of the page's own origin. */
export const frame = (html: string) =>
  `<iframe id="frame" style="width:300px;height:220px;border:5px solid" srcdoc="${html.replaceAll('"', '&quot;')}"></iframe>`;

/** A script that may wait at its top level. */
export const script = (code: string) => `<script type="module">${code}</script>`;

/** For scripts: `load(src)` gives the decoded image. */
export const load = `const load = async (src) => { const image = new Image(); image.src = src; await image.decode(); return image; };`;

/** A box whose content is in a shadow root. */
export const shadow = (mode: 'open' | 'closed', html: string) =>
  `<div id="case" style="width:240px;height:160px"></div>${script(`document.querySelector('#case').attachShadow({mode:'${mode}'}).innerHTML = ${JSON.stringify(html)};`)}`;
