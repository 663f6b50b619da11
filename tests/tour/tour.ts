import { mkdir, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { ensureSystemTools } from '../rig/install';
import { createAlbum } from './album';
import type { Cleanup } from './cleanup';
import { doTheJob, type Guide } from './job';
import { generate, showOtherFaces } from './more-to-see';
import type { Options } from './options';
import { makeTourProfile } from './profile';
import { drawReadmePicture } from './readme-picture';
import type { Report } from './report';
import { openScene } from './scene';
import { prepare, projectFolder } from './services';

const outFolder = join(projectFolder, 'out', 'tour');

/**
 * The whole job in a real browser on a virtual screen: right click, paint, repaint, compare, download, and the proof
 * that nothing else changed. Rejects at the first thing that does not hold, after a screenshot of that moment.
 */
export async function runTour(report: Report, cleanup: Cleanup, options: Options): Promise<void> {
  if (process.platform !== 'linux')
    throw new Error('The tour needs a virtual screen, which only Linux has. Run: npm start');
  const startedAt = performance.now();
  await rm(outFolder, { recursive: true, force: true });
  await mkdir(outFolder, { recursive: true });
  const album = createAlbum(outFolder);
  await report.step('Look for the programs of the virtual screen', ensureSystemTools);
  const services = await prepare(report, cleanup);
  try {
    await walk({ report, cleanup, services, album }, options);
  } catch (error) {
    const shot = await album.shootFailure();
    if (shot) report.note(`The screen at that moment: ${shown(shot)}`);
    throw error;
  }
  const seconds = Math.round((performance.now() - startedAt) / 1000);
  report.say(
    `\nEverything held, in ${seconds} s. Screenshots, the PNG and before-after.jpg: ${shown(outFolder)}/`,
  );
}

async function walk(guide: Guide, options: Options): Promise<void> {
  const { report, cleanup, services } = guide;
  const profile = await makeTourProfile(cleanup);
  const scene = await report.step('Open the browser on a virtual screen', () =>
    openScene(services, cleanup, { profile }),
  );
  guide.album.show(scene);
  const panel = await doTheJob(guide, scene);
  await generate(guide, scene, panel);
  await scene.browser.close();
  await showOtherFaces(guide, profile);
  if (options.readme)
    await report.step('Draw the picture of the README', () => drawReadmePicture(guide));
}

const shown = (file: string): string => relative(process.cwd(), file);
