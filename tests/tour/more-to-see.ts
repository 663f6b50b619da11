import type { Page } from 'playwright';
import { grantActiveTab } from '../rig/headless';
import { openedSidePanel } from '../rig/side-panel';
import type { Cleanup } from './cleanup';
import { resultOf, stagedImage } from './editing';
import type { Report } from './report';
import { type Album, openScene, type Scene, visit } from './scene';
import type { Services } from './services';

const generatedPrompt = 'a yellow hot-air balloon';

/** Makes a picture from words alone. */
export async function generate(
  report: Report,
  scene: Scene,
  album: Album,
  panel: Page,
): Promise<void> {
  await report.step(`Generate a picture: “${generatedPrompt}”`, async () => {
    await panel.getByRole('tab', { name: 'Generate' }).click();
    await panel.getByRole('tab', { name: 'Generate', selected: true }).waitFor();
    await panel.getByRole('textbox', { name: 'Prompt' }).fill(generatedPrompt);
    await panel.getByRole('button', { name: 'Generate', exact: true }).click();
    await resultOf(panel);
    await album.shoot(scene, 'generated', panel);
    await panel.getByRole('tab', { name: 'Edit' }).click();
    await stagedImage(panel, 'edit');
  });
}

/** The same profile the next day, in Korean and dark: image, mask, prompt and result are still there. */
export async function showOtherFaces(
  report: Report,
  cleanup: Cleanup,
  services: Services,
  album: Album,
  profile: string,
): Promise<void> {
  await report.step('Start the browser anew, in Korean and dark', async () => {
    const scene = await openScene(services, cleanup, { profile, lang: 'ko', colorScheme: 'dark' });
    const page = await visit(scene, `${scene.gallery}/?lang=ko`);
    await grantActiveTab(scene.browser, page); // presses the toolbar button
    const { page: panel } = await openedSidePanel(scene.browser);
    await stagedImage(panel, 'edit');
    await album.shoot(scene, 'korean-dark', panel);
    await scene.browser.close();
  });
}
