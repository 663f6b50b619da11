import { join } from 'node:path';
import type { Page } from 'playwright';
import { renderPicture } from '../gallery/pictures';
import { harbourSize } from '../gallery/scenes/harbour/harbour';
import { downloadInto } from '../rig/download';
import type { Album } from './album';
import type { Cleanup } from './cleanup';
import { featherOf, holdCompare, paint, repaint, scaleOf, stagedImage } from './editing';
import { composeBeforeAfter, decode } from './pictures';
import { figures, judge, measureChange } from './proof';
import type { Report } from './report';
import { rightClick, type Scene, visit } from './scene';
import type { Services } from './services';
import { type Stroke, strangerGestures, strangerPrompt } from './strokes';

/** What the parts of the tour share. */
export interface Guide {
  readonly report: Report;
  readonly cleanup: Cleanup;
  readonly services: Services;
  readonly album: Album;
}

/** From the right click to the proof; resolves to the panel, which shows the result. */
export async function doTheJob(guide: Guide, scene: Scene): Promise<Page> {
  const { report } = guide;
  const panel = await report.step('Right-click the harbour, choose “Repaint image”', async () => {
    const page = await visit(scene, scene.gallery);
    const picture = page.locator('#harbour img');
    return rightClick(scene, picture, () => guide.album.shoot(scene, 'menu'));
  });
  await report.step('The panel shows the original file at full size', () =>
    checkImage(guide, scene, panel),
  );
  const strokes = await report.step('Brush over the stranger and the shadow', async () => {
    const painted = await paint(panel, strangerGestures);
    await guide.album.shoot(scene, 'mask', { panel });
    return painted;
  });
  await remove(guide, scene, panel);
  await ask(guide, scene, panel);
  await prove(guide, panel, strokes, await download(guide, scene, panel));
  return panel;
}

async function checkImage({ album }: Guide, scene: Scene, panel: Page): Promise<void> {
  const { width, height } = await stagedImage(panel, 'original');
  if (width !== harbourSize.width || height !== harbourSize.height)
    throw new Error(
      `It has ${width} × ${height} px instead of ${harbourSize.width} × ${harbourSize.height}.`,
    );
  await album.shoot(scene, 'image', { panel });
}

/** First what needs nothing; then back to the original, with what is painted on it. */
async function remove({ report, album }: Guide, scene: Scene, panel: Page): Promise<void> {
  await report.step('Remove it on this device: no key, no server, no cost', async () => {
    await panel.getByRole('button', { name: 'Remove', exact: true }).click();
    await stagedImage(panel, 'edit');
    await panel.getByText('free, made on this device').waitFor();
    await album.shoot(scene, 'removed', { panel });
    await panel.getByRole('button', { name: 'Original', exact: true }).click();
    await stagedImage(panel, 'original');
  });
}

async function ask({ report, album }: Guide, scene: Scene, panel: Page): Promise<void> {
  await report.step(`Ask for “${strangerPrompt}”, watch the previews`, async () => {
    await repaint(panel, strangerPrompt, () =>
      album.shoot(scene, 'preview', { panel, moving: true }),
    );
    await stagedImage(panel, 'edit');
    await album.shoot(scene, 'result', { panel });
  });
  await report.step('Hold “Compare”', () =>
    holdCompare(panel, () => album.shoot(scene, 'compare', { panel })),
  );
}

function download({ report, album }: Guide, { browser }: Scene, panel: Page): Promise<string> {
  const press = () => panel.getByRole('button', { name: 'Download' }).click();
  return report.step('Download the picture', () => downloadInto(browser, album.folder, press));
}

/** What the smoothing of strokes may move an edge by, image px; beside it a CSS px, for the mouse's whole steps. */
const smoothing = 2;

async function prove(
  { report, album }: Guide,
  panel: Page,
  strokes: readonly Stroke[],
  file: string,
): Promise<void> {
  const { bytes } = await renderPicture('harbour.webp');
  const feather = await featherOf(panel);
  const margin = Math.ceil(1 / (await scaleOf(panel))) + smoothing;
  const change = await report.step('Compare the saved PNG with the original', async () => {
    await composeBeforeAfter(bytes, file, join(album.folder, 'before-after.jpg'));
    const [before, after] = await Promise.all([decode(bytes), decode(file)]);
    const measured = measureChange(before, after, strokes, feather + margin);
    judge(measured);
    return measured;
  });
  for (const line of figures(change, feather, margin)) report.note(line);
}
