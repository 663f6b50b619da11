import { mkdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Page } from 'playwright';
import { renderPicture } from '../gallery/pictures';
import { HARBOUR_SIZE } from '../gallery/scenes/harbour/harbour';
import { downloadInto } from '../rig/download';
import { ensureSystemTools } from '../rig/install';
import { takeProfile } from '../rig/profile';
import type { Cleanup } from './cleanup';
import { featherOf, holdCompare, paint, repaint, scaleOf, stagedImage } from './editing';
import { generate, showOtherFaces } from './more-to-see';
import type { Options } from './options';
import { composeBeforeAfter, decode } from './pictures';
import { type Change, measureChange } from './proof';
import { drawReadmePicture } from './readme-picture';
import type { Report } from './report';
import { type Album, createAlbum, openScene, rightClick, type Scene, visit } from './scene';
import { prepare, projectFolder, type Services } from './services';
import { type Stroke, strangerGestures, strangerPrompt } from './strokes';

const outFolder = join(projectFolder, 'out', 'tour');

/**
 * The whole job in a real browser on a virtual screen: right click, paint, repaint, compare, download, and the proof
 * that nothing else changed. Rejects with a `StepError` at the first thing that does not hold.
 */
export async function runTour(report: Report, cleanup: Cleanup, options: Options): Promise<void> {
  if (process.platform !== 'linux')
    throw new Error(
      'The tour needs a virtual screen, which only Linux has. Run: npm start (without --tour)',
    );
  const startedAt = performance.now();
  await rm(outFolder, { recursive: true, force: true });
  await mkdir(outFolder, { recursive: true });
  const album = createAlbum(outFolder);
  await report.step('Look for the programs of the virtual screen', ensureSystemTools);
  const services = await prepare(report, cleanup);
  await doTheJob(report, cleanup, services, album);
  if (options.readme)
    await report.step('Draw the picture of the README', () => drawReadmePicture(services, cleanup));
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  console.log(`\nEverything held (${seconds} s). See for yourself: ${relative('.', outFolder)}/`);
}

async function doTheJob(
  report: Report,
  cleanup: Cleanup,
  services: Services,
  album: Album,
): Promise<void> {
  const profile = takeProfile();
  cleanup.later(() => profile.release());
  const scene = await report.step('Open the browser on a virtual screen', () =>
    openScene(services, cleanup, { profile: profile.folder }),
  );
  try {
    const panel = await takePicture(report, scene, album);
    await editPicture(report, scene, album, panel);
    await generate(report, scene, album, panel);
    await scene.browser.close();
  } catch (error) {
    const shot = join(album.folder, 'failed.png');
    await scene.display.screenshot(shot, scene.window);
    report.note(`The screen at that moment: ${relative('.', shot)}`);
    throw error;
  }
  await showOtherFaces(report, cleanup, services, album, profile.folder);
}

async function takePicture(report: Report, scene: Scene, album: Album): Promise<Page> {
  const panel = await report.step('Right-click the harbour, choose “Repaint image”', async () => {
    const page = await visit(scene, scene.gallery);
    const picture = page.locator('#harbour img');
    return rightClick(scene, picture, () => album.shoot(scene, 'menu'));
  });
  await report.step('The panel shows the original file at full size', async () => {
    const { width, height } = await stagedImage(panel, 'original');
    if (width !== HARBOUR_SIZE.width || height !== HARBOUR_SIZE.height)
      throw new Error(`It shows ${width} × ${height} px.`);
    await album.shoot(scene, 'image', panel);
  });
  return panel;
}

async function editPicture(report: Report, scene: Scene, album: Album, panel: Page): Promise<void> {
  const strokes = await report.step('Brush over the stranger and the shadow', async () => {
    const painted = await paint(panel, strangerGestures);
    await album.shoot(scene, 'mask', panel);
    return painted;
  });
  await report.step(`Ask for “${strangerPrompt}”, watch the previews`, async () => {
    await repaint(panel, strangerPrompt, () => album.shoot(scene, 'preview', panel));
    await stagedImage(panel, 'edit');
    await album.shoot(scene, 'result', panel);
  });
  await report.step('Hold “Compare”', () =>
    holdCompare(panel, () => album.shoot(scene, 'compare', panel)),
  );
  const file = await report.step('Download the picture', () =>
    downloadInto(scene.browser, album.folder, () =>
      panel.getByRole('button', { name: 'Download' }).click(),
    ),
  );
  await prove(report, album, panel, strokes, file);
}

/** What the mouse's whole CSS px and the smoothing of strokes may move an edge by, image px beside a CSS px. */
const smoothing = 2;

async function prove(
  report: Report,
  album: Album,
  panel: Page,
  strokes: readonly Stroke[],
  file: string,
): Promise<void> {
  const { bytes } = await renderPicture('harbour.webp');
  const feather = await featherOf(panel);
  const margin = Math.ceil(1 / (await scaleOf(panel))) + smoothing;
  const change = await report.step('Compare the saved PNG with the original', async () => {
    const measured = measureChange(
      await decode(bytes),
      await decode(file),
      strokes,
      feather + margin,
    );
    await composeBeforeAfter(bytes, file, join(album.folder, 'before-after.jpg'));
    judge(measured);
    return measured;
  });
  for (const line of figures(change, feather, margin)) report.note(line);
}

/** @throws Error that says what does not hold */
function judge({ changedOutside, inside, changedInside }: Change): void {
  if (changedOutside > 0)
    throw new Error(`${changedOutside} pixels outside the strokes are not what they were.`);
  if (changedInside < inside / 2)
    throw new Error(`Only ${changedInside} of ${inside} pixels under the strokes changed.`);
}

function figures(change: Change, feather: number, margin: number): string[] {
  const number = new Intl.NumberFormat('en');
  const [outside, inside] = [number.format(change.outside), number.format(change.inside)];
  return [
    `${number.format(change.total)} pixels, the same size as the original`,
    `${number.format(change.changedOutside)} of ${outside} changed farther than ${feather} px (feather) + ${margin} px (one screen pixel) from the strokes`,
    `${number.format(change.changedInside)} of ${inside} changed under the strokes`,
    `the farthest changed pixel lies ${change.farthest.toFixed(1)} px from their edge`,
  ];
}
