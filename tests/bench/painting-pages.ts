import type { Locator, Page } from 'playwright';
import sharp from 'sharp';
import { openPanelTab, stageOf } from '../e2e/steps';
import { renderPicture } from '../gallery/pictures';
import type { ExtensionBrowser } from '../rig/extension-browser';
import type { Area } from './painting-input';
import type { ServedFile } from './static-server';

/** CSS px: a side panel of the usual width. */
const panelSize = { width: 400, height: 800 };

const page = (body: string): ServedFile => ({
  type: 'text/html; charset=utf-8',
  body: `<!doctype html><meta charset="utf-8"><link rel="icon" href="data:,">
<body style="margin:0;height:100vh">${body}</body>`,
});

/** Draws the newest points of each event as one path, which is the least that painting can be. */
const lineTo = `<canvas style="position:absolute;touch-action:none"></canvas>
<script type="module">
  const canvas = document.querySelector('canvas');
  const [x, y, width, height] = location.hash.slice(1).split(',').map(Number);
  Object.assign(canvas.style, { left: x + 'px', top: y + 'px', width: width + 'px', height: height + 'px' });
  Object.assign(canvas, { width: width * devicePixelRatio, height: height * devicePixelRatio });
  const context = canvas.getContext('2d');
  Object.assign(context, { lineWidth: 24, lineCap: 'round', lineJoin: 'round', strokeStyle: '#ff5c46' });
  const place = ({ clientX, clientY }) => [clientX - x, clientY - y];
  let last;
  canvas.onpointerdown = (event) => { last = place(event); };
  canvas.onpointerup = () => { last = undefined; };
  canvas.onpointermove = (event) => {
    if (!last) return;
    context.beginPath();
    context.moveTo(...last);
    for (const each of event.getCoalescedEvents()) context.lineTo(...(last = place(each)));
    context.stroke();
  };
</script>`;

/** What the painting is measured against, by path. */
export const floorPages: Readonly<Record<string, ServedFile>> = {
  '/empty': page(''),
  '/line-to': page(lineTo),
};

export interface OpenPanel {
  readonly page: Page;
  readonly stage: Area;
  /** What of the stage the image takes up. */
  readonly picture: Area;
}

/** The panel with an image of that size open, in a tab as large as a side panel. */
export async function openPanelWith(
  browser: ExtensionBrowser,
  width: number,
  height: number,
): Promise<OpenPanel> {
  const panel = await openPanelTab(browser);
  await panel.setViewportSize(panelSize);
  const { bytes } = await renderPicture('garden-2mp.jpg');
  const buffer = await sharp(bytes).resize(width, height).jpeg().toBuffer();
  const file = { name: 'garden.jpg', mimeType: 'image/jpeg', buffer };
  await panel.locator('input[type=file]').setInputFiles(file);
  const picture = stageOf(panel).locator('img');
  await picture.evaluate((image: HTMLImageElement) => image.decode());
  return { page: panel, stage: await boxOf(stageOf(panel)), picture: await boxOf(picture) };
}

async function boxOf(element: Locator): Promise<Area> {
  const box = await element.boundingBox();
  if (!box) throw new Error(`${element} is not visible, so nothing can be painted on it`);
  return box;
}

/** A floor page of the same size whose canvas, if it has one, lies where the stage does. */
export async function openFloor(
  { context }: ExtensionBrowser,
  url: string,
  { x, y, width, height }: Area,
): Promise<Page> {
  const floor = await context.newPage();
  await floor.setViewportSize(panelSize);
  await floor.goto(`${url}#${[x, y, width, height].join()}`);
  return floor;
}
